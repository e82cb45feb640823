using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.MbgNbd;

public class MbgNbdFitterTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0.1, 20, 0.1, 5)]
    [InlineData(5, 0.5, 4, 0.3)]
    public void Fit_CdnowSampleFromThreeStarts_ReachesThePublishedMaximum(double r, double alpha, double a, double b)
    {
        var options = new FitOptions<MbgNbdParameters> { Starts = [new MbgNbdParameters(r, alpha, a, b, TimeUnit.Weeks)] };
        var fit = MbgNbdFitter.Fit(CdnowSample.Grouped(TimeUnit.Weeks), options);

        Assert.Equal(FitReason.Converged, fit.Reason);
        Assert.Equal(-9582.135716, fit.LogLikelihood!.Value, 1e-4);
        var p = fit.Parameters!.Value;
        Assert.Equal(0.5248432, p.R, 1e-5);
        Assert.Equal(6.18308604, p.Alpha, 1e-4);
        Assert.Equal(0.89135928, p.A, 1e-4);
        Assert.Equal(1.61400211, p.B, 1e-4);
        Assert.Equal(4, fit.StandardErrors.Length);
    }

    [Fact]
    public void Fit_CdnowMaster_ReachesTheListedMaximum()
    {
        var fit = MbgNbdFitter.Fit(CountsFile.Histories("cdnow-master.csv", TimeUnit.Weeks));

        Assert.Equal(-95336.9583, fit.LogLikelihood!.Value, 1e-4);
        var p = fit.Parameters!.Value;
        Assert.Equal(0.6371397, p.R, 1e-4);
        Assert.Equal(7.31029, p.Alpha, 1e-3);
        Assert.Equal(0.8074741, p.A, 1e-4);
        Assert.Equal(1.228394, p.B, 1e-4);
    }

    [Fact]
    public void Fit_OnlineRetailOver39Weeks_EndsWithTheNbdAndTheFlag()
    {
        var fit = MbgNbdFitter.Fit(CountsFile.Histories("online-retail.csv", TimeUnit.Weeks));

        Assert.Equal(FitReason.DropoutNotIdentified, fit.Reason);
        Assert.True(fit.Flags.HasFlag(FitFlags.DropoutNotIdentified));
        Assert.True(fit.Flags.HasFlag(FitFlags.WindowBelowAYear));
        Assert.Null(fit.Parameters);
        Assert.Equal(0.7226, fit.WithoutDropout!.Value.R, 1e-4);
        Assert.Equal(9.4246, fit.WithoutDropout.Value.Alpha, 1e-3);
        Assert.Equal(-21755.3480, fit.LogLikelihoodWithoutDropout!.Value, 1e-3);
    }
}
