using Churn.Statistics.Descriptive;
using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

/// <summary>
/// For 100,000 seeded random valid inputs, the extremes included, no result is NaN or infinite, and the ranges hold.
/// </summary>
public sealed class RandomScoringInputTests
{
    private const int Inputs = 100_000;

    [Fact]
    public void Scores_RandomForecasts_AreFiniteAndInRange()
    {
        var random = new Random(211);
        for (var run = 0; run < Inputs; run++)
        {
            var n = random.Next(12);
            var (ranking, probabilities, orders, actual) = (new double[n], new double[n], new double[n], new int[n]);
            for (var i = 0; i < n; i++)
            {
                ranking[i] = random.Next(4) switch { 0 => 0, 1 => double.MaxValue, 2 => -double.MaxValue, _ => random.Next(5) };
                probabilities[i] = random.Next(4) switch { 0 => 0, 1 => 1, 2 => double.Epsilon, _ => random.NextDouble() };
                orders[i] = random.Next(4) switch { 0 => 0, 1 => 1e9, 2 => double.Epsilon, _ => random.NextDouble() * 5 };
                actual[i] = random.Next(4) switch { 0 => int.MaxValue, 1 => 1, _ => 0 };
            }

            CheckScores(run, ForecastScores.Of(Forecast.Of("m", probabilities, orders), actual));
            CheckScores(run, ForecastScores.Of(Forecast.RankingOnly("r", ranking), actual));
            var difference = RankingAuc.Compare(ranking, orders, [.. actual.Select(count => count > 0)]);
            Finite.Check(211, run, difference?.Value, difference?.StandardError);
        }
    }

    [Fact]
    public void Scorecard_RandomHistories_IsFiniteAndInRange()
    {
        var random = new Random(212);
        for (var run = 0; run < Inputs; run++)
        {
            var histories = Histories(random);
            var calibrationEnd = random.Next(4) == 0 ? random.Next(OrderHistories.LargestDay) : random.Next(60);
            var holdout = random.Next(4) == 0 ? OrderHistories.LargestDay - calibrationEnd : 1 + random.Next(100);
            var split = CalibrationHoldoutSplit.Of(histories, calibrationEnd, Math.Max(1, holdout));
            var model = Forecast.Of("m", [.. new double[split.Count].Select(_ => random.NextDouble())], new double[split.Count]);

            var card = Scorecard.Of(histories, split, model);

            CheckScores(run, card.Model);
            CheckScores(run, card.Recency);
            CheckScores(run, card.OwnRate);
            Finite.Check(212, run, card.AucAgainstRecency?.Value, card.AucAgainstRecency?.StandardError);
            foreach (var criterion in card.Criteria)
            {
                Finite.Check(212, run, criterion.Model, criterion.Recency, criterion.OwnRate);
            }
        }
    }

    private static OrderHistories Histories(Random random)
    {
        var histories = new int[random.Next(5)][];
        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = new int[1 + random.Next(5)];
            for (var j = 0; j < histories[i].Length; j++)
            {
                histories[i][j] = random.Next(12) switch
                {
                    0 => OrderHistories.LargestDay,
                    1 => random.Next(OrderHistories.LargestDay),
                    _ => random.Next(100),
                };
            }
        }

        return OrderHistories.From(histories);
    }

    private static void CheckScores(int run, ForecastScores scores)
    {
        var (auc, probability, orders) = (scores.Auc, scores.Probability, scores.Orders);
        Finite.Check(211, run, auc?.Value, auc?.StandardError, probability?.Brier, probability?.LogLoss, scores.Calibration?.ExpectedError);
        Finite.Check(
            211, run, orders?.Predicted, orders?.RelativeError, orders?.MeanAbsoluteError, orders?.RootMeanSquareError,
            orders?.Correlation);
        Assert.True(auc is null or { Value: >= 0 and <= 1 }, $"Seed 211, input {run}: the AUC is {auc}.");
        Assert.True(
            probability is null or { Brier: >= 0 and <= 1, LogLoss: >= 0 and <= 34.6 },
            $"Seed 211, input {run}: the scores are {probability}.");
        foreach (var group in scores.Calibration is null ? [] : scores.Calibration.Groups)
        {
            Finite.Check(211, run, group.MeanProbability, group.Interval.Lower, group.Interval.Upper);
        }
    }
}
