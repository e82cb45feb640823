using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.Scoring;
using Churn.Statistics.Tests.TestData;
using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class RepeatAndChurnTests
{
    /// <summary>946 buyers came back within 39 weeks (Fader, Hardie and Lee 2005). Python counts 1,139 within 78 weeks.</summary>
    [Fact]
    public void AsOf_Cdnow_IsAsPublished()
    {
        var early = RepeatRate.AsOf(CdnowSample.Histories, CdnowSample.CalibrationEnd);
        var late = RepeatRate.AsOf(CdnowSample.Histories, CdnowSample.End);

        Assert.Equal(new Proportion(946, 2357), early);
        Assert.Equal(new Proportion(1139, 2357), late);
        Assert.Equal(0.4014, early.Rate!.Value, 4);
        Assert.Equal(0.4832, late.Rate!.Value, 4);
    }

    /// <summary>Python counts 687 in the same file. No buyer of it is too young.</summary>
    [Fact]
    public void Within_Cdnow90Days_EqualsAnIndependentCount() =>
        Assert.Equal(new Proportion(687, 2357), RepeatRate.Within(CdnowSample.Histories, CdnowSample.End, 90));

    /// <summary>Only buyers who are old enough enter a 90-day rate; a young one who has already returned is no exception.</summary>
    [Fact]
    public void Within_YoungBuyers_AreLeftOutEvenIfTheyReturned()
    {
        var histories = OrderHistories.From([[0, 90], [0, 91], [10], [11, 12]]);

        Assert.Equal(new Proportion(1, 3), RepeatRate.Within(histories, 100, 90));
        Assert.Equal(new Proportion(3, 4), RepeatRate.AsOf(histories, 100));
        Assert.Null(RepeatRate.Within(histories, 50, 90).Rate);
    }

    /// <summary>Buyers who were lost before the period are neither lost in it nor at risk.</summary>
    [Fact]
    public void Between_BuyersLostLongAgo_AreInNeitherNumber()
    {
        var histories = OrderHistories.From([[0], [80], [80, 150], [95, 119], [120], [100, 200]]);

        var churn = ObservedChurn.Between(histories, fromDay: 100, toDay: 200, inactiveAfterDays: 60);

        // At risk are 80, 80/150, 95/119 and 100/200. Lost are 80 and 119, whose gap has passed 60 days by day 200.
        Assert.Equal(new Proportion(2, 4), churn.Lost);
        Assert.Equal(60, churn.InactiveAfterDays);
    }

    [Fact]
    public void Between_AnotherDefinition_IsAnotherRate()
    {
        var histories = RandomHistories.Simulate(new Random(111), 500, 700, 50, 0.2);

        var strict = ObservedChurn.Between(histories, 400, 500, 60).Lost;
        var patient = ObservedChurn.Between(histories, 400, 500, 180).Lost;

        Assert.True(
            strict.Rate > patient.Rate && strict.Trials < patient.Trials,
            $"Seed 111: {strict.Rate} of {strict.Trials} after 60 days, {patient.Rate} of {patient.Trials} after 180.");
    }

    [Fact]
    public void Between_NobodyAtRisk_HasNoRate() => Assert.Null(ObservedChurn.Between(OrderHistories.From([[500]]), 10, 20, 5).Lost.Rate);

    [Fact]
    public void RepeatAndChurn_Impossible_NamesTheParameter()
    {
        var histories = OrderHistories.From([[0]]);

        Assert.Equal("horizon", Assert.ThrowsAny<ArgumentException>(() => RepeatRate.Within(histories, 5, 0)).ParamName);
        Assert.Equal("toDay", Assert.ThrowsAny<ArgumentException>(() => ObservedChurn.Between(histories, 5, 5, 1)).ParamName);
        Assert.Equal("inactiveAfterDays", Assert.ThrowsAny<ArgumentException>(() => ObservedChurn.Between(histories, 5, 6, 0)).ParamName);
    }
}
