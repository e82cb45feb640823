using Churn.Statistics.Uplift;
using static Churn.Statistics.Tests.Uplift.TwoProportionIntervalTests;

namespace Churn.Statistics.Tests.Uplift;

public sealed class UpliftReportTests
{
    [Fact]
    public void Judge_TypicalSmallShop_IsInconclusiveAndSaysWhatItCouldHaveSeen()
    {
        var report = UpliftReport.Judge(Trial(9, 80, 1, 20), outcomeWindowClosed: true);

        Assert.Equal(UpliftVerdict.Inconclusive, report.Verdict);
        Assert.True(report.Interval!.Value.Contains(0));
        Assert.InRange(report.DetectableRise!.Value, 0.1, 0.4);
        Assert.True(report.TreatedNeeded > 80);
        Assert.InRange(report.ProbabilityBetter, 0.5, 0.95);
    }

    [Fact]
    public void Judge_ClearDifference_IsBetterOneWayAndWorseTheOther()
    {
        Assert.Equal(UpliftVerdict.Better, UpliftReport.Judge(Trial(180, 1000, 100, 1000), true).Verdict);
        Assert.Equal(UpliftVerdict.Worse, UpliftReport.Judge(Trial(100, 1000, 180, 1000), true).Verdict);
    }

    /// <summary>The same numbers say nothing before the window has closed: looking early is peeking.</summary>
    [Fact]
    public void Judge_WindowStillOpen_IsTooEarly() =>
        Assert.Equal(UpliftVerdict.TooEarly, UpliftReport.Judge(Trial(180, 1000, 100, 1000), outcomeWindowClosed: false).Verdict);

    /// <summary>3 of 4 against 0 of 5 excludes 0, but nine buyers prove nothing against a sceptical prior.</summary>
    [Fact]
    public void Judge_StrikingButTinyTrial_IsInconclusiveUnderTheScepticalPriorOnly()
    {
        var trial = Trial(3, 4, 0, 5);

        Assert.True(NewcombeInterval.ForDifference(trial)!.Value.Lower > 0);
        Assert.Equal(UpliftVerdict.Inconclusive, UpliftReport.Judge(trial, true).Verdict);
        Assert.Equal(UpliftVerdict.Better, UpliftReport.Judge(trial, true, new UpliftPrior(0, 1)).Verdict);
    }

    [Fact]
    public void Judge_EmptyHoldout_IsInconclusiveWithoutNumbersThatDoNotExist()
    {
        var report = UpliftReport.Judge(Trial(5, 50, 0, 0), true);

        Assert.Equal(UpliftVerdict.Inconclusive, report.Verdict);
        Assert.Null(report.Interval);
        Assert.Null(report.DetectableRise);
        Assert.Null(report.TreatedNeeded);
    }

    [Fact]
    public void OfferCost_BuyersWhoWouldHaveBoughtAnyway_AreCounted()
    {
        // 100 of 1000 bought without the offer, so about 200 of the 2000 treated buyers would have. 300 did, at 500 cents each.
        var cost = OfferCost.Of(Trial(300, 2000, 100, 1000), 500);

        Assert.Equal(150_000, cost.TotalDiscount);
        Assert.Equal(100_000, cost.DiscountWithoutEffect);
        Assert.Equal(100, cost.ExtraBuyers);
        Assert.Equal(1500, cost.CostPerExtraBuyer);
    }

    [Fact]
    public void OfferCost_OfferThatDroveBuyersAway_HasNoCostPerExtraBuyer()
    {
        var cost = OfferCost.Of(Trial(50, 1000, 100, 1000), 500);

        Assert.Equal(-50, cost.ExtraBuyers);
        Assert.Equal(cost.TotalDiscount, cost.DiscountWithoutEffect);
        Assert.Null(cost.CostPerExtraBuyer);
    }
}
