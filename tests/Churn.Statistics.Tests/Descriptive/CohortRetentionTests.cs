using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.TestData;
using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class CohortRetentionTests
{
    /// <summary>
    /// Python counts these with sets of months from the same file: of the 781 buyers of January, 124, 95, 70, 65 and 45 ordered in month
    /// 1, 2, 3, 6 and 12.
    /// </summary>
    [Fact]
    public void Of_CdnowMonths_EqualsAnIndependentCount()
    {
        var retention = CohortRetention.Of(CdnowSample.Histories, CdnowSample.End, CohortPeriod.Month);

        int[] later = [1, 2, 3, 6, 12];
        Assert.Equal([781, 857, 719], retention.Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([124, 95, 70, 65, 45], later.Select(k => retention.Cohorts[0].ActiveIn(k)!.Value.Successes));
        Assert.Equal([134, 110, 75, 61, 59], later.Select(k => retention.Cohorts[1].ActiveIn(k)!.Value.Successes));
        Assert.Equal([87, 84, 78, 55, 78], later.Select(k => retention.Cohorts[2].ActiveIn(k)!.Value.Successes));
        Assert.Equal(new Proportion(345, 2357), retention.ActiveIn(1));
    }

    [Fact]
    public void Of_CdnowLastMonths_AreKnownForTheOldCohortsOnly()
    {
        var retention = CohortRetention.Of(CdnowSample.Histories, CdnowSample.End, CohortPeriod.Month);

        // January 1997 and 17 months is June 1998, the last month, which is complete. March has no seventeenth month yet.
        Assert.NotNull(retention.Cohorts[0].ActiveIn(17));
        Assert.Null(retention.Cohorts[2].ActiveIn(17));
        Assert.Equal(781, retention.ActiveIn(17)!.Value.Trials);
        Assert.Null(retention.ActiveIn(18));
    }

    /// <summary>A month that is not over is unknown, not bad (right-censoring).</summary>
    [Fact]
    public void Of_MonthNotOver_IsNull()
    {
        var january = new DateOnly(2024, 1, 10).DayNumber;
        var march = new DateOnly(2024, 3, 30).DayNumber;
        var histories = OrderHistories.From([[january, march]]);

        var before = CohortRetention.Of(histories, march, CohortPeriod.Month);
        var after = CohortRetention.Of(histories, march + 1, CohortPeriod.Month);

        Assert.Equal(0, before.Cohorts[0].ActiveIn(1)!.Value.Rate);
        Assert.Null(before.Cohorts[0].ActiveIn(2));
        Assert.Equal(1, after.Cohorts[0].ActiveIn(2)!.Value.Rate);
    }

    [Fact]
    public void ReturnedBy_AndActiveIn_AreDifferentNumbers()
    {
        var histories = OrderHistories.From([[0, 7], [1, 15], [2, 8, 15], [3]]);

        var cohort = CohortRetention.Of(histories, 27, CohortPeriod.Days(7)).Cohorts[0];

        Assert.Equal([2, 2, 0], new[] { 1, 2, 3 }.Select(k => cohort.ActiveIn(k)!.Value.Successes));
        Assert.Equal([2, 3, 3], new[] { 1, 2, 3 }.Select(k => cohort.ReturnedBy(k)!.Value.Successes));
        Assert.Null(cohort.ActiveIn(4));
        Assert.Equal(1, cohort.ActiveIn(0)!.Value.Rate);
    }

    [Fact]
    public void Of_CohortStillGrowing_SaysSo()
    {
        var cohort = CohortRetention.Of(OrderHistories.From([[0, 1]]), 3, CohortPeriod.Days(7)).Cohorts[0];

        Assert.False(cohort.IsComplete);
        Assert.Null(cohort.ActiveIn(0));
        Assert.Null(cohort.ReturnedBy(1));
    }

    [Fact]
    public void CohortPeriod_EveryDayOfTwoCenturies_LiesInItsPeriod()
    {
        foreach (var period in new[] { CohortPeriod.Month, CohortPeriod.Quarter, CohortPeriod.Days(7), default })
        {
            for (var day = 700_000; day < 773_000; day += 3)
            {
                var index = period.IndexOf(day);
                Assert.True(period.FirstDayOf(index) <= day && day < period.FirstDayOf(index + 1), $"{period}: day {day} is outside.");
            }
        }

        Assert.Equal(DayOfWeek.Monday, DateOnly.FromDayNumber(CohortPeriod.Days(7).FirstDayOf(100_000)).DayOfWeek);
        var lastMonth = CohortPeriod.Month.IndexOf(OrderHistories.LargestDay);
        Assert.Equal(OrderHistories.LargestDay + 1, CohortPeriod.Month.FirstDayOf(lastMonth + 1));
    }

    [Fact]
    public void Of_Impossible_NamesTheParameter()
    {
        var histories = OrderHistories.From([[0]]);

        Assert.Equal("lastDay", Assert.ThrowsAny<ArgumentException>(() => CohortRetention.Of(histories, -1, default)).ParamName);
        Assert.Equal("mostPeriods", Assert.ThrowsAny<ArgumentException>(() => CohortRetention.Of(histories, 1, default, 0)).ParamName);
        Assert.Equal("length", Assert.ThrowsAny<ArgumentException>(() => CohortPeriod.Days(0)).ParamName);
    }
}
