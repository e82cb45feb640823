using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.BgNbd;

public class BgNbdFitterTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0.1, 20, 0.1, 5)]
    [InlineData(5, 0.5, 4, 0.3)]
    public void Fit_CdnowSampleFromThreeStarts_ReachesThePublishedMaximum(double r, double alpha, double a, double b)
    {
        var options = new FitOptions<BgNbdParameters> { Starts = [new BgNbdParameters(r, alpha, a, b, TimeUnit.Weeks)] };
        var fit = BgNbdFitter.Fit(CdnowSample.Grouped(TimeUnit.Weeks), options);

        Assert.Equal(FitReason.Converged, fit.Reason);
        Assert.Equal(-9582.429207, fit.LogLikelihood!.Value, 1e-5);
        var p = fit.Parameters!.Value;
        Assert.Equal(0.24259452, p.R, 1e-6);
        Assert.Equal(4.41360219, p.Alpha, 1e-5);
        Assert.Equal(0.79292199, p.A, 1e-5);
        Assert.Equal(2.42590675, p.B, 1e-4);
    }

    [Fact]
    public void Fit_CdnowMaster_ReachesTheListedMaximum()
    {
        var fit = BgNbdFitter.Fit(CountsFile.Histories("cdnow-master.csv", TimeUnit.Weeks));

        Assert.Equal(-95368.4439, fit.LogLikelihood!.Value, 1e-4);
        Assert.Equal(0.25162396, fit.Parameters!.Value.R, 1e-6);
        Assert.Equal(4.7889431, fit.Parameters.Value.Alpha, 1e-4);
        Assert.Equal(0.72343357, fit.Parameters.Value.A, 1e-5);
        Assert.Equal(2.1610883, fit.Parameters.Value.B, 1e-4);
    }

    [Fact]
    public void Fit_OnlineRetailOver39Weeks_EndsWithTheNbd()
    {
        var fit = BgNbdFitter.Fit(CountsFile.Histories("online-retail.csv", TimeUnit.Weeks));

        Assert.Equal(FitReason.DropoutNotIdentified, fit.Reason);
        Assert.Equal(-21755.3480, fit.LogLikelihood!.Value, 1e-2);
        Assert.Equal(-21755.3480, fit.LogLikelihoodWithoutDropout!.Value, 1e-4);
    }
}
