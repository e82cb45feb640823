using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.MbgCnbdK;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.MbgCnbdK;

public class MbgCnbdKTests
{
    [Fact]
    public void Fit_CdnowSample_ChoosesOneAndEqualsTheMbg()
    {
        var fit = MbgCnbdKFitter.Fit(CdnowSample.Grouped(TimeUnit.Weeks));

        Assert.Equal(1, fit.Parameters!.Value.K);
        Assert.Equal(-9582.135716, fit.LogLikelihood!.Value, 1e-4);
        Assert.Equal(0.5248432, fit.Parameters.Value.R, 1e-4);
    }

    [Theory]
    [InlineData(51, 2)]
    [InlineData(52, 3)]
    public void Fit_RegularBuyers_FindsTheirKAndTheirParameters(int seed, int k)
    {
        var groups = Simulator.Mbg(seed, 3000, 1.5, 4, 0.8, 3, 50, 100, k).Grouped();

        var fit = MbgCnbdKFitter.Fit(groups);

        Assert.True(fit.IsUsable, $"Seed {seed}: the fit ended with {fit.Reason}.");
        Assert.Equal(k, fit.Parameters!.Value.K);
        double[] truth = [1.5, 4, 0.8, 3];
        for (var i = 0; i < 4; i++)
        {
            var (low, high) = fit.Interval(i, 0.9999)!.Value;
            Assert.True(low < truth[i] && truth[i] < high, $"Seed {seed}: the interval of parameter {i} is {low} to {high}.");
        }

        Assert.True(fit.LogLikelihood - FitOne(groups) > 100);
    }

    [Fact]
    public void Fit_RegularBuyersWithoutDropout_IsFlagged()
    {
        var fit = MbgCnbdKFitter.Fit(Simulator.Mbg(53, 2000, 1.5, 4, 0, 1, 50, 100, 2).Grouped());

        Assert.Equal(FitReason.DropoutNotIdentified, fit.Reason);
    }

    [Fact]
    public void Model_KOfOne_AnswersLikeTheMbg()
    {
        var p = Published.Mbg.Parameters;
        var model = new MbgCnbdKModel(new MbgCnbdKParameters(1, p.R, p.Alpha, p.A, p.B, p.Unit));
        foreach (var buyer in new[] { Published.Buyer, Published.OneTimer, Published.Weeks(30, 20, 38) })
        {
            Assert.Equal(Published.Mbg.ProbabilityAlive(buyer), model.ProbabilityAlive(buyer), 1e-13);
            Assert.Equal(Published.Mbg.ExpectedPurchases(buyer, Period.Weeks(39)), model.ExpectedPurchases(buyer, Period.Weeks(39)), 1e-10);
            Assert.Equal(
                Published.Mbg.ProbabilityOfNoOrder(buyer, Period.Days(90)), model.ProbabilityOfNoOrder(buyer, Period.Days(90)), 1e-12);
            Assert.Equal(
                Published.Mbg.ProbabilityOfCount(buyer, 2, Period.Weeks(9)), model.ProbabilityOfCount(buyer, 2, Period.Weeks(9)), 1e-10);
            Assert.Equal(
                Published.Mbg.DiscountedPurchases(buyer, Period.Weeks(52), 0.1),
                model.DiscountedPurchases(buyer, Period.Weeks(52), 0.1),
                1e-6);
        }

        Assert.Equal(Published.Mbg.ExpectedPurchases(Period.Weeks(52)), model.ExpectedPurchases(Period.Weeks(52)), 1e-10);
        Assert.Equal(
            Published.Mbg.NextOrder(Published.Buyer, 0.3)!.Value.Length, model.NextOrder(Published.Buyer, 0.3)!.Value.Length, 1e-6);
    }

    [Fact]
    public void Forecast_RegularBuyers_EqualsWhatSimulatedBuyersDid()
    {
        // The window of a seed continues the history of the same seed: the first 60 weeks are equal, and the next 40 are the truth.
        const int seed = 54;
        var model = new MbgCnbdKModel(new MbgCnbdKParameters(3, 2, 1.5, 0.5, 4, TimeUnit.Weeks));
        var expected = 0.0;
        var bought = 0.0;
        for (var buyer = 0; buyer < 4000; buyer++)
        {
            var before = Simulator.Mbg(seed + buyer, 1, 2, 1.5, 0.5, 4, 60, 60, 3)[0];
            var after = Simulator.Mbg(seed + buyer, 1, 2, 1.5, 0.5, 4, 100, 100, 3)[0];
            expected += model.ExpectedPurchases(before, Period.Weeks(40));
            bought += after.X - before.X;
        }

        Assert.Equal(1, expected / bought, 0.05);
    }

    private static double FitOne(GroupedHistories groups) => MbgCnbdKFitter.Fit(groups, null, 1).LogLikelihood!.Value;
}
