using Churn.Statistics.Histories;
using Churn.Statistics.Models.Nbd;
using Churn.Statistics.Models.SpecialFunctions;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Nbd;

public class NbdTests
{
    [Fact]
    public void Fit_CdnowSample_ReachesThePublishedMaximumInBothConventions()
    {
        var fit = NbdFitter.Fit(CdnowSample.Grouped(TimeUnit.Weeks));

        var p = fit.Parameters!.Value;
        Assert.Equal(0.385, p.R, 5e-4);
        Assert.Equal(12.07, p.Alpha, 5e-3);
        Assert.Equal(-9763.66, fit.LogLikelihood!.Value, 5e-3);
        var counts = CdnowSample.InDays.Where(h => h.X > 0).Sum(h => (h.X * Math.Log(h.T / 7)) - GammaFunctions.LogGamma(h.X + 1.0));
        Assert.Equal(-3193.06, fit.LogLikelihood.Value + counts, 5e-3);
    }

    [Fact]
    public void Model_KnownBuyer_IsTheGammaPosterior()
    {
        var model = new NbdModel(new NbdParameters(0.5, 10, TimeUnit.Weeks));
        var buyer = Published.Weeks(3, 20, 30);

        Assert.Equal(3.5 / 40 * 13, model.ExpectedPurchases(buyer, Period.Weeks(13)), 1e-12);
        Assert.Equal(Math.Pow(40.0 / 53, 3.5), model.ProbabilityOfNoOrder(buyer, Period.Weeks(13)), 1e-14);
        Assert.Equal(1, Enumerable.Range(0, 500).Sum(n => model.ProbabilityOfCount(buyer, n, Period.Weeks(13))), 1e-12);
        Assert.Equal(3.5 / 40 * 13, model.DiscountedPurchases(buyer, Period.Weeks(13), 0), 1e-12);
        Assert.Equal(0.5, model.ProbabilityOfNoOrder(buyer, model.NextOrder(buyer, 0.5)!.Value), 1e-12);
        Assert.Null(model.NextOrder(Published.OneTimer, 0.5));
    }
}
