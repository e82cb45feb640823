using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

public sealed class RankingAucTests
{
    [Fact]
    public void Of_PairsByHand_CountsTiesHalf()
    {
        // The buyers with 3 and 2 ordered, those with 2 and 1 did not. The pairs are 3>2, 3>1, 2=2 and 2>1: 3.5 of 4.
        var auc = RankingAuc.Of([3, 2, 2, 1], [true, true, false, false])!.Value;

        Assert.Equal(0.875, auc.Value);
        Assert.Equal((2, 2), (auc.Ordered, auc.NotOrdered));
    }

    [Fact]
    public void Of_RandomRankingsWithTies_EqualsCountingAllPairs()
    {
        var random = new Random(51);
        for (var run = 0; run < 200; run++)
        {
            var ranking = Enumerable.Range(0, 40).Select(_ => (double)random.Next(8)).ToArray();
            var ordered = ranking.Select(value => random.Next(10) < value).ToArray();
            double wins = 0, pairs = 0;
            foreach (var i in Enumerable.Range(0, 40).Where(i => ordered[i]))
            {
                foreach (var j in Enumerable.Range(0, 40).Where(j => !ordered[j]))
                {
                    pairs++;
                    wins += ranking[i] > ranking[j] ? 1 : ranking[i] == ranking[j] ? 0.5 : 0;
                }
            }

            Assert.True(
                Math.Abs((wins / pairs) - RankingAuc.Of(ranking, ordered)!.Value.Value) < 1e-12,
                $"Seed 51, run {run}: {wins} of {pairs} pairs is another area.");
        }
    }

    [Fact]
    public void Of_EverybodyTied_IsAHalfWithoutError()
    {
        var auc = RankingAuc.Of([1, 1, 1, 1], [true, false, true, false])!.Value;

        Assert.Equal(0.5, auc.Value);
        Assert.Equal(0, auc.StandardError);
    }

    [Fact]
    public void Of_AllOutcomesEqual_IsNull()
    {
        Assert.Null(RankingAuc.Of([1, 2], [true, true]));
        Assert.Null(RankingAuc.Of([1, 2], [false, false]));
        Assert.Null(RankingAuc.Of([], []));
        Assert.Null(RankingAuc.Compare([1, 2], [2, 1], [true, true]));
    }

    [Fact]
    public void Of_OneOfAnOutcome_HasNoStandardError() => Assert.Null(RankingAuc.Of([1, 2, 3], [false, false, true])!.Value.StandardError);

    /// <summary>The standard error must be the spread of the area over repeated samples.</summary>
    [Fact]
    public void Of_RepeatedSamples_HasTheStandardErrorOfTheirSpread()
    {
        var random = new Random(52);
        var (areas, errors) = (new List<double>(), new List<double>());
        for (var run = 0; run < 1000; run++)
        {
            var ordered = Enumerable.Range(0, 150).Select(i => i < 50).ToArray();
            var ranking = ordered.Select(value => random.NextDouble() + (value ? 0.3 : 0)).ToArray();
            var auc = RankingAuc.Of(ranking, ordered)!.Value;
            areas.Add(auc.Value);
            errors.Add(auc.StandardError!.Value);
        }

        var mean = areas.Average();
        var spread = Math.Sqrt(areas.Average(area => (area - mean) * (area - mean)));
        Assert.Equal(1, errors.Average() / spread, 0.1);
    }

    [Fact]
    public void Compare_RankingWithItself_IsExactlyNothing()
    {
        var difference = RankingAuc.Compare([1, 5, 2, 2], [1, 5, 2, 2], [true, true, false, false])!.Value;

        Assert.Equal(0, difference.Value);
        Assert.Equal(0, difference.StandardError);
    }

    [Fact]
    public void Of_MonotoneChangeOfScale_LeavesTheArea()
    {
        double[] ranking = [0.1, 0.4, 0.35, 0.8, 0.8, 0.2];
        bool[] ordered = [false, false, true, true, false, true];

        Assert.Equal(
            RankingAuc.Of(ranking, ordered)!.Value.Value,
            RankingAuc.Of([.. ranking.Select(value => Math.Exp(20 * value))], ordered)!.Value.Value);
    }

    [Fact]
    public void Of_Impossible_NamesTheParameter()
    {
        Assert.Equal("ranking", Assert.ThrowsAny<ArgumentException>(() => RankingAuc.Of([1, 2], [true])).ParamName);
        Assert.Equal("ranking", Assert.ThrowsAny<ArgumentException>(() => RankingAuc.Of([1, double.NaN], [true, false])).ParamName);
        Assert.Equal(
            "second",
            Assert.ThrowsAny<ArgumentException>(() => RankingAuc.Compare([1], [double.PositiveInfinity], [true])).ParamName);
    }
}
