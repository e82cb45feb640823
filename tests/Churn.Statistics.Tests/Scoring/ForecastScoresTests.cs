using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

public sealed class ForecastScoresTests
{
    [Fact]
    public void ProbabilityScores_ByHand_AreThose()
    {
        var scores = ProbabilityScores.Of([0.8, 0.3], [true, false])!.Value;

        Assert.Equal((0.04 + 0.09) / 2, scores.Brier, 15);
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.7)) / 2, scores.LogLoss, 15);
        Assert.Equal(0, scores.Cut);
    }

    [Fact]
    public void ProbabilityScores_CertainAndWrong_IsCutAndSaysSo()
    {
        var scores = ProbabilityScores.Of([0, 1, 1], [true, false, true])!.Value;

        Assert.Equal(2, scores.Cut);
        Assert.InRange(scores.LogLoss, 23, 23.1);
        Assert.Equal(2.0 / 3, scores.Brier, 15);
    }

    [Fact]
    public void ProbabilityScores_TheTrueProbabilities_BeatAllOthersOnAverage()
    {
        var random = new Random(61);
        var truth = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var ordered = truth.Select(probability => random.NextDouble() < probability).ToArray();

        var right = ProbabilityScores.Of(truth, ordered)!.Value;
        var timid = ProbabilityScores.Of([.. truth.Select(value => 0.25 + (value / 2))], ordered)!.Value;

        Assert.True(right.LogLoss < timid.LogLoss && right.Brier < timid.Brier, $"Seed 61: the truth scores {right}, the others {timid}.");
        Assert.Equal(1.0 / 6, right.Brier, 0.005);
    }

    [Fact]
    public void CountScores_ByHand_AreThose()
    {
        var scores = CountScores.Of([1, 2, 0, 0.5], [0, 3, 0, 2])!.Value;

        Assert.Equal(3.5, scores.Predicted);
        Assert.Equal(5, scores.Actual);
        Assert.Equal(-0.3, scores.RelativeError!.Value, 14);
        Assert.Equal(3.5 / 4, scores.MeanAbsoluteError);
        Assert.Equal(1.25, scores.MeanAbsoluteErrorOfZero);
        Assert.Equal(Math.Sqrt((1 + 1 + 2.25) / 4), scores.RootMeanSquareError, 14);
        Assert.Equal(2.625 / Math.Sqrt(2.1875 * 6.75), scores.Correlation!.Value, 14);
    }

    [Fact]
    public void CountScores_NothingVariesOrCame_IsNullThere()
    {
        var scores = CountScores.Of([0.1, 0.1, 0.1], [0, 0, 0])!.Value;

        Assert.Null(scores.RelativeError);
        Assert.Null(scores.Correlation);
        Assert.Null(CountScores.Of([], []));
        Assert.Null(ProbabilityScores.Of([], []));
    }

    [Fact]
    public void Calibration_DistinctPredictions_FillsTenDecilesEqually()
    {
        var probabilities = Enumerable.Range(0, 1000).Select(i => i / 1000.0).ToArray();
        var ordered = Enumerable.Range(0, 1000).Select(i => i % 1000 * 7 % 1000 < i).ToArray();

        var calibration = CalibrationByDecile.Of(probabilities, ordered);

        Assert.Equal(10, calibration.Groups.Length);
        Assert.All(calibration.Groups.ToArray(), group => Assert.Equal(100, group.Ordered.Trials));
        Assert.Equal(0.9495, calibration.Groups[9].MeanProbability, 12);
    }

    /// <summary>One-time buyers of one age share a prediction, so they stay in one decile, whatever the order of the rows.</summary>
    [Fact]
    public void Calibration_SevenInTenTied_KeepsThemInOneDecile()
    {
        double[] probabilities = [.. Enumerable.Repeat(0.1, 70), .. Enumerable.Range(0, 30).Select(i => 0.5 + (i / 100.0))];
        var ordered = probabilities.Select((_, i) => i % 10 == 0).ToArray();

        var calibration = CalibrationByDecile.Of(probabilities, ordered);

        Assert.Equal([70, 10, 10, 10], calibration.Groups.ToArray().Select(group => group.Ordered.Trials));
        Assert.Equal(4, calibration.Groups[0].Decile);
        Assert.True(calibration.Groups[0].Agrees);
        Assert.False(calibration.Groups[3].Agrees);
    }

    [Fact]
    public void Calibration_EverybodyRight_HasNoError()
    {
        Assert.Equal(0, CalibrationByDecile.Of([0, 0, 1, 1], [false, false, true, true]).ExpectedError);
        Assert.Equal(1, CalibrationByDecile.Of([1, 1, 0, 0], [false, false, true, true]).ExpectedError);
        Assert.Null(CalibrationByDecile.Of([], []).ExpectedError);
    }

    [Fact]
    public void Of_Impossible_NamesTheParameter()
    {
        Assert.Equal("probabilities", Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Of([1.1], [true])).ParamName);
        Assert.Equal("probabilities", Assert.ThrowsAny<ArgumentException>(() => CalibrationByDecile.Of([double.NaN], [true])).ParamName);
        Assert.Equal("expected", Assert.ThrowsAny<ArgumentException>(() => CountScores.Of([-1], [1])).ParamName);
        Assert.Equal("actual", Assert.ThrowsAny<ArgumentException>(() => CountScores.Of([1], [-1])).ParamName);
        Assert.Equal("orders", Assert.ThrowsAny<ArgumentException>(() => Forecast.Of("m", [0.5], [1, 2])).ParamName);
        Assert.Equal("orders", Assert.ThrowsAny<ArgumentException>(() => Forecast.Of("m", [0.5], [double.NaN])).ParamName);
        Assert.Equal("name", Assert.ThrowsAny<ArgumentException>(() => Forecast.Of(" ", [0.5], [1])).ParamName);
        Assert.Equal(
            "forecast",
            Assert.ThrowsAny<ArgumentException>(() => ForecastScores.Of(Forecast.RankingOnly("r", [1]), [1, 2])).ParamName);
    }
}
