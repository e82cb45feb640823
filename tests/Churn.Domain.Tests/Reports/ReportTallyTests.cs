using Churn.Domain.Reports;
using Churn.Statistics.Descriptive;

namespace Churn.Domain.Tests.Reports;

public sealed class ReportTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Merge_ShuffledBuyersInRandomParts_AreTheCountsOfAllAtOnce(int seed)
    {
        var buyers = ReportHistories.Random(seed, 400).Select(pair => pair.Buyer).ToArray();
        var whole = Tally(buyers);
        var random = new Random(seed);
        random.Shuffle(buyers);

        var merged = new ReportTally(ReportHistories.AsOf);
        foreach (var part in buyers.Chunk(1 + random.Next(90)))
        {
            merged.Merge(Tally(part));
        }

        Assert.True(whole.Counts.SequenceEqual(merged.Counts), $"Seed {seed}: the counts differ.");
        Assert.True(whole.Worth.Rows().SequenceEqual(merged.Worth.Rows()), $"Seed {seed}: the worths differ.");
    }

    [Fact]
    public void Merge_AnotherDay_IsRefused()
    {
        var tomorrow = new ReportTally(ReportHistories.AsOf.AddDays(1));

        Assert.Throws<ArgumentException>(() => new ReportTally(ReportHistories.AsOf).Merge(tomorrow));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Counts_RandomBuyers_AreThoseOfTheirWholeHistories(int seed)
    {
        var pairs = ReportHistories.Random(seed, 500);
        var tally = Tally([.. pairs.Select(pair => pair.Buyer)]);
        var histories = OrderHistories.From([.. pairs.Select(pair => pair.Days)]);
        var lastDay = ReportHistories.AsOf.DayNumber;

        foreach (var horizon in ReportTally.RepeatHorizons)
        {
            Assert.Equal(RepeatRate.Within(histories, lastDay, horizon), tally.Share(TallySection.Within, horizon));
        }

        var expected = CohortRetention.Of(histories, lastDay, CohortPeriod.Month);
        var cohorts = CohortSection.Of(tally);
        Assert.Equal(
            expected.Cohorts.Select(cohort => (cohort.FirstDay, (long)cohort.Size, cohort.IsComplete)),
            cohorts.Select(cohort => (cohort.Month.DayNumber, cohort.Size, cohort.IsComplete)));
        Assert.Equal(
            expected.Cohorts.Select(cohort => string.Join(' ', Enumerable.Range(1, cohort.ObservedPeriods)
                .Select(i => $"{cohort.ActiveIn(i)!.Value.Successes}/{cohort.ReturnedBy(i)!.Value.Successes}"))),
            cohorts.Select(cohort => string.Join(' ', cohort.Active.Zip(cohort.Returned, (active, returned) => $"{active}/{returned}"))));
    }

    private static ReportTally Tally(IReadOnlyList<ReportBuyer> buyers)
    {
        var tally = new ReportTally(ReportHistories.AsOf);
        foreach (var buyer in buyers)
        {
            tally.Add(buyer);
        }

        return tally;
    }
}
