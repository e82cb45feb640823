using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.Scoring;

namespace Churn.Statistics.Tests.Descriptive;

/// <summary>
/// For 100,000 seeded random valid inputs, the extremes included, no result is NaN or infinite, and the ranges hold.
/// </summary>
public sealed class RandomDescriptiveInputTests
{
    private const int Inputs = 100_000;

    [Fact]
    public void Histories_RandomDays_GiveFiniteNumbers()
    {
        var random = new Random(221);
        for (var run = 0; run < Inputs; run++)
        {
            var histories = Histories(random);
            var lastDay = Day(random);
            CheckGaps(random, run, histories, lastDay);
            CheckSurvival(random, run, histories, lastDay);
            var period = random.Next(3) switch
            {
                0 => CohortPeriod.Month,
                1 => CohortPeriod.Quarter,
                _ => CohortPeriod.Days(1 + random.Next(3660)),
            };
            var retention = CohortRetention.Of(histories, lastDay, period, 1 + random.Next(5));
            var k = random.Next(6);
            Finite.Check(221, run, retention.ActiveIn(k)?.Rate, RepeatRate.AsOf(histories, lastDay).Rate);
            Finite.Check(221, run, RepeatRate.Within(histories, lastDay, 1 + random.Next(int.MaxValue)).Rate);
            foreach (var cohort in retention.Cohorts)
            {
                var (active, returned) = (cohort.ActiveIn(k + 1), cohort.ReturnedBy(k + 1));
                Assert.True(
                    active is null || active.Value.Successes <= returned!.Value.Successes,
                    $"Seed 221, input {run}: more buyers are active than have returned.");
            }

            if (lastDay > 0)
            {
                Finite.Check(221, run, ObservedChurn.Between(histories, random.Next(lastDay), lastDay, 1 + random.Next(36_600)).Lost.Rate);
            }
        }
    }

    [Fact]
    public void Revenue_RandomAmounts_GivesFiniteNumbersInRange()
    {
        var random = new Random(222);
        for (var run = 0; run < Inputs; run++)
        {
            var amounts = new long[random.Next(9)];
            var signed = new long[amounts.Length];
            for (var i = 0; i < amounts.Length; i++)
            {
                amounts[i] = random.Next(4) switch { 0 => 0, 1 => long.MaxValue, 2 => 1, _ => random.NextInt64(long.MaxValue) };
                signed[i] = random.Next(3) switch { 0 => long.MinValue, 1 => -amounts[i], _ => amounts[i] };
            }

            var concentration = RevenueConcentration.Of(amounts);
            var (stability, share) = (RevenueStability.Of(signed), concentration.ShareOfTop(random.NextDouble()));
            Finite.Check(
                222, run, concentration.Gini, share, stability.Mean, stability.StandardDeviation, stability.CoefficientOfVariation);
            Assert.True(
                concentration.Gini is null or (>= 0 and < 1) && share is null or (>= 0 and <= 1),
                $"Seed 222, input {run}: Gini {concentration.Gini}, share {share}.");
            Assert.InRange(concentration.BuyersForShare(random.NextDouble()) ?? 0, 0, amounts.Length);
            var halves = signed.Select(amount => amount / 10).ToArray();
            var split = RevenueSplit.Of(halves, [.. amounts.Select(amount => amount / 10)]);
            Finite.Check(222, run, split.ClientShare, split.Total.CoefficientOfVariation, split.Clients.CoefficientOfVariation);
        }
    }

    [Fact]
    public void Satisfaction_RandomAnswers_GivesFiniteNumbersInRange()
    {
        var random = new Random(223);
        for (var run = 0; run < Inputs; run++)
        {
            var score = new NetPromoterScore(Count(random), Count(random), Count(random));
            var level = random.Next(4) switch
            {
                0 => Math.BitDecrement(1.0),
                1 => double.Epsilon,
                _ => 0.001 + (0.998 * random.NextDouble()),
            };
            var interval = score.Interval(level);
            Finite.Check(223, run, score.Score, interval?.Lower, interval?.Upper);
            var holds = interval is not { } limits || (limits is { Lower: >= -100, Upper: <= 100 }
                && limits.Lower <= score.Score + 1e-9 && limits.Upper >= score.Score - 1e-9);
            Assert.True(holds, $"Seed 223, input {run}: {score} at level {level} has the interval {interval}.");
            var best = random.Next(3, 11);
            var answers = CustomerSatisfaction.Of([.. new int[random.Next(8)].Select(_ => random.Next(1, best + 1))], best);
            Finite.Check(223, run, answers.Share, answers.Interval(level)?.Lower, answers.Interval(level)?.Upper);
        }
    }

    [Fact]
    public void Rfm_RandomBuyers_HasScoresInRange()
    {
        var random = new Random(224);
        for (var run = 0; run < Inputs; run++)
        {
            var n = 1 + random.Next(12);
            var (gaps, purchases, revenue, scores) = (new int[n], new int[n], new long[n], new RfmScore[n]);
            for (var i = 0; i < n; i++)
            {
                gaps[i] = random.Next(3) switch { 0 => 0, 1 => int.MaxValue, _ => random.Next(9) };
                purchases[i] = random.Next(3) switch { 0 => 1, 1 => int.MaxValue, _ => 1 + random.Next(9) };
                revenue[i] = random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => random.Next(9) };
            }

            var groups = random.Next(2, 10);
            RfmScoring.ByQuantiles(gaps, purchases, revenue, groups).ScoreAll(gaps, purchases, revenue, scores);
            Assert.True(
                Array.TrueForAll(scores, s => s.Recency <= groups && s.Frequency <= groups && s.Monetary <= groups),
                $"Seed 224, input {run}: a score is above {groups}.");
        }
    }

    private static void CheckGaps(Random random, int run, OrderHistories histories, int lastDay)
    {
        var gaps = PurchaseGaps.Of(histories, lastDay);
        var regularity = PurchaseRegularity.Of(histories, lastDay);
        var probability = random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
        ReadOnlySpan<int> own = histories.Count > 0 ? histories[random.Next(histories.Count)] : [];
        var quantile = gaps.BuyerQuantile(own, probability);
        Finite.Check(221, run, gaps.ShopQuantile(probability), quantile, gaps.PriorWeight, regularity.Shape, regularity.StandardError);
        Finite.Check(221, run, PurchaseRegularity.VariationOf(own));
        Assert.True(quantile is null or >= 0.999, $"Seed 221, input {run}: the quantile is {quantile}.");
    }

    private static void CheckSurvival(Random random, int run, OrderHistories histories, int lastDay)
    {
        var level = random.Next(4) switch { 0 => Math.BitDecrement(1.0), 1 => double.Epsilon, _ => 0.95 };
        var curve = KaplanMeier.ToSecondPurchase(histories, lastDay, level);
        var from = random.Next(3) == 0 ? Day(random) : random.Next(100);
        var hazard = curve.Hazard(from, random.Next(3) == 0 ? int.MaxValue : from);
        Finite.Check(221, run, curve.SurvivalAfter(from), hazard?.PerDay, hazard?.Interval.Lower, hazard?.Interval.Upper);
        var previous = 1.0;
        foreach (var step in curve.Steps)
        {
            Finite.Check(221, run, step.Survival, step.StandardError, step.Band?.Lower, step.Band?.Upper, step.Hazard);
            Assert.True(
                step.Survival >= 0 && step.Survival < previous && step.Band is null or { Lower: >= 0, Upper: <= 1 },
                $"Seed 221, input {run}: the survival {step.Survival} follows {previous}.");
            previous = step.Survival;
        }
    }

    private static OrderHistories Histories(Random random)
    {
        var histories = new int[random.Next(14)][];
        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = new int[1 + random.Next(5)];
            for (var j = 0; j < histories[i].Length; j++)
            {
                histories[i][j] = random.Next(15) == 0 ? Day(random) : random.Next(200);
            }
        }

        return OrderHistories.From(histories);
    }

    private static int Day(Random random) => random.Next(4) switch
    {
        0 => OrderHistories.LargestDay,
        1 => random.Next(OrderHistories.LargestDay),
        _ => random.Next(300),
    };

    private static int Count(Random random) => random.Next(4) switch { 0 => 0, 1 => int.MaxValue / 3, _ => random.Next(50) };
}
