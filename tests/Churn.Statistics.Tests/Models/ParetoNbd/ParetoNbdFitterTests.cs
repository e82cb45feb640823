using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.ParetoNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.ParetoNbd;

public class ParetoNbdFitterTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0.2, 30, 0.2, 3)]
    [InlineData(3, 2, 2, 40)]
    public void Fit_CdnowSampleFromThreeStarts_ReachesThePublishedMaximumAndErrors(double r, double alpha, double s, double beta)
    {
        var options = new FitOptions<ParetoNbdParameters> { Starts = [new ParetoNbdParameters(r, alpha, s, beta, TimeUnit.Weeks)] };
        var fit = ParetoNbdFitter.Fit(CdnowSample.Grouped(TimeUnit.Weeks), options);

        Assert.Equal(-9594.976179, fit.LogLikelihood!.Value, 1e-5);
        var p = fit.Parameters!.Value;
        Assert.Equal(0.55327707, p.R, 1e-5);
        Assert.Equal(10.57768368, p.Alpha, 1e-3);
        Assert.Equal(0.60624015, p.S, 1e-4);
        Assert.Equal(11.66874017, p.Beta, 1e-2);
        double[] errors = [0.0476264, 0.8427222, 0.1872594, 6.2105448];
        for (var i = 0; i < 4; i++)
        {
            // The published errors come from numerical derivatives.
            Assert.Equal(1, fit.StandardErrors[i] / errors[i], 5e-3);
        }
    }

    [Fact]
    public void Fit_OnlineRetailOver39Weeks_EndsWithTheNbdInsteadOfRunningAway()
    {
        var fit = ParetoNbdFitter.Fit(CountsFile.Histories("online-retail.csv", TimeUnit.Weeks));

        Assert.Equal(FitReason.DropoutNotIdentified, fit.Reason);
        Assert.Equal(-21755.3480, fit.LogLikelihoodWithoutDropout!.Value, 1e-4);
    }
}
