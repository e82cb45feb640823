using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class RfmScoringTests
{
    /// <summary>Python counts these quintile edges of the purchases in 39 weeks: 1, 1, 2, 3.</summary>
    [Fact]
    public void ByQuantiles_CdnowCalibration_HasThePublishedEdges()
    {
        var split = CdnowSample.Split();
        var purchases = split.RepeatPurchases.ToArray().Select(x => x + 1).ToArray();
        var gaps = Enumerable.Range(0, split.Count).Select(i => split.Ages[i] - split.LastPurchases[i]).ToArray();

        var scoring = RfmScoring.ByQuantiles(gaps, purchases, CdnowSample.Revenue);

        Assert.Equal([1, 1, 2, 3], scoring.FrequencyEdges.ToArray());
        Assert.Equal([1, 3, 4, 5, 5], new[] { 1, 2, 3, 4, 30 }.Select(n => (int)scoring.Score(0, n, 0).Frequency));
    }

    /// <summary>Trap 15: NTILE would give six buyers with one purchase three different scores.</summary>
    [Fact]
    public void ByQuantiles_Ties_ShareAScoreWhateverTheirRow()
    {
        var random = new Random(101);
        int[] gaps = [.. Enumerable.Range(0, 500).Select(_ => random.Next(30))];
        int[] purchases = [.. Enumerable.Range(0, 500).Select(_ => 1 + (random.Next(5) == 0 ? random.Next(6) : 0))];
        long[] revenue = [.. Enumerable.Range(0, 500).Select(_ => (long)random.Next(20))];
        var scores = new RfmScore[500];

        RfmScoring.ByQuantiles(gaps, purchases, revenue).ScoreAll(gaps, purchases, revenue, scores);

        foreach (var (i, j) in Enumerable.Range(0, 499).Select(i => (i, random.Next(500))))
        {
            Assert.True(gaps[i] != gaps[j] || scores[i].Recency == scores[j].Recency, $"Seed 101: recency of buyers {i} and {j}.");
            Assert.True(purchases[i] > purchases[j] || scores[i].Frequency <= scores[j].Frequency, $"Seed 101: frequency of {i} and {j}.");
            Assert.True(revenue[i] > revenue[j] || scores[i].Monetary <= scores[j].Monetary, $"Seed 101: revenue of {i} and {j}.");
        }
    }

    [Fact]
    public void ByQuantiles_TenDistinctBuyers_TwoOfEachScoreAndRecentIsBest()
    {
        int[] gaps = [.. Enumerable.Range(0, 10).Select(i => i * 10)];
        int[] purchases = [.. Enumerable.Range(1, 10)];
        long[] revenue = [.. Enumerable.Range(1, 10).Select(i => i * 100L)];
        var scores = new RfmScore[10];

        RfmScoring.ByQuantiles(gaps, purchases, revenue).ScoreAll(gaps, purchases, revenue, scores);

        Assert.Equal([5, 5, 4, 4, 3, 3, 2, 2, 1, 1], scores.Select(score => (int)score.Recency));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Select(score => (int)score.Frequency));
        Assert.Equal(511, scores[0].Code);
        Assert.Equal(1, scores[0].FrequencyMonetaryMean);
    }

    [Fact]
    public void ByThresholds_ValuesAtTheThreshold_HaveReachedIt()
    {
        var scoring = RfmScoring.ByThresholds([365, 90], [2, 5], [10_000, 50_000]);

        Assert.Equal(new RfmScore(3, 3, 3), scoring.Score(90, 5, 50_000));
        Assert.Equal(new RfmScore(2, 2, 2), scoring.Score(91, 4, 49_999));
        Assert.Equal(new RfmScore(1, 1, 1), scoring.Score(366, 1, 9_999));
    }

    [Fact]
    public void Rfm_Impossible_NamesTheParameter()
    {
        Assert.Equal("daysSinceLast", Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByQuantiles([], [], [])).ParamName);
        Assert.Equal("daysSinceLast", Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByQuantiles([-1], [1], [1])).ParamName);
        Assert.Equal("purchases", Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByQuantiles([1], [0], [1])).ParamName);
        Assert.Equal("revenue", Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByQuantiles([1], [1], [])).ParamName);
        Assert.Equal("groups", Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByQuantiles([1], [1], [1], 10)).ParamName);
        Assert.Equal(
            "atLeastPurchases",
            Assert.ThrowsAny<ArgumentException>(() => RfmScoring.ByThresholds([9, 5], [5, 2], [1, 2])).ParamName);
        Assert.Equal("frequency", Assert.ThrowsAny<ArgumentException>(() => new RfmScore(1, 0, 1)).ParamName);
    }
}
