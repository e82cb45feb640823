using Churn.Statistics.Tests.Scoring;
using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

/// <summary>
/// For 100,000 seeded random valid inputs, the extremes included, no result is NaN or infinite, and the ranges hold.
/// </summary>
public sealed class RandomUpliftInputTests
{
    private const int Inputs = 100_000;

    [Fact]
    public void Intervals_RandomTrials_AreFiniteAndHoldTheEstimate()
    {
        var random = new Random(201);
        for (var run = 0; run < Inputs; run++)
        {
            var (trial, level) = (Trial(random), Level(random));
            var newcombe = NewcombeInterval.ForDifference(trial, level);
            var wald = WaldInterval.ForDifference(trial, level);
            var agrestiCaffo = AgrestiCaffoInterval.ForDifference(trial, level);
            var wilson = WilsonInterval.For(trial.Treated, level);
            var test = PooledZTest.Of(trial);
            var cost = OfferCost.Of(trial, random.NextDouble() * Math.Pow(10, random.Next(16)));
            Finite.Check(201, run, newcombe?.Lower, newcombe?.Upper, wald?.Lower, wald?.Upper, agrestiCaffo.Lower, agrestiCaffo.Upper);
            Finite.Check(201, run, wilson?.Lower, wilson?.Upper, test?.Z, test?.PValue, trial.Difference, newcombe?.Width);
            Finite.Check(201, run, cost.TotalDiscount, cost.DiscountWithoutEffect, cost.ExtraBuyers, cost.CostPerExtraBuyer);
            var holds = newcombe is not { } interval
                || (interval.Contains(trial.Difference!.Value) && interval is { Lower: >= -1, Upper: <= 1 });
            var wilsonHolds = wilson is not { } single
                || (single.Contains(trial.Treated.Rate!.Value) && single is { Lower: >= 0, Upper: <= 1 });
            Assert.True(holds && wilsonHolds, $"Seed 201, input {run}: {trial} at level {level} breaks a bound.");
        }
    }

    [Fact]
    public void Posterior_RandomTrialsAndPriors_IsAProbability()
    {
        var random = new Random(202);
        for (var run = 0; run < Inputs; run++)
        {
            // Inputs with millions of buyers take a thousand terms each, so only every thousandth input is of that size.
            var trial = Trial(random, run % 1000 == 0 ? int.MaxValue : 3000);
            var prior = new BetaPrior(random.Next(1, 40), random.Next(1, 1000));
            var probability = BetaPosterior.ProbabilityTreatedBetter(trial, prior, run % 2 == 0 ? prior : BetaPrior.Uniform);
            Assert.True(probability is >= 0 and <= 1, $"Seed 202, input {run}: {trial} with {prior} gives {probability}.");
        }
    }

    [Fact]
    public void SampleSize_RandomRates_IsAWholeNumberOrNull()
    {
        var random = new Random(203);
        for (var run = 0; run < Inputs; run++)
        {
            var (first, second) = (Rate(random), Rate(random));
            var (power, level) = (Level(random), Level(random));
            var size = SampleSize.Treated(first, second, power, level, Math.Pow(10, (6 * random.NextDouble()) - 3));
            Assert.True(size is null or (>= 1 and <= SampleSize.Largest), $"Seed 203, input {run}: the size is {size}.");
            var treated = 1 + random.Next(1_000_000);
            var heldOut = (int)Math.Clamp(treated * Math.Pow(10, (5 * random.NextDouble()) - 2.5), 1, int.MaxValue);
            if ((double)heldOut / treated is >= 0.001 and <= 1000)
            {
                var rise = SampleSize.DetectableRise(second, treated, heldOut, power, level);
                Assert.True(rise is null || (rise >= 0 && rise <= 1 - second), $"Seed 203, input {run}: the rise from {second} is {rise}.");
            }
        }
    }

    [Fact]
    public void Judge_RandomTrials_HasFiniteNumbers()
    {
        var random = new Random(204);
        for (var run = 0; run < Inputs; run++)
        {
            var report = UpliftReport.Judge(
                Trial(random, 2000),
                run % 5 != 0,
                new UpliftPrior((2 * random.NextDouble()) - 1, Math.Max(1e-6, random.NextDouble())),
                Level(random));
            var shrunk = report.Shrunk;
            Finite.Check(204, run, report.ProbabilityBetter, report.DetectableRise, report.Interval?.Lower, report.Interval?.Upper);
            Finite.Check(204, run, shrunk.Estimate, shrunk.StandardError, shrunk.OwnWeight, shrunk.Interval.Lower, shrunk.Interval.Upper);
        }
    }

    [Fact]
    public void Pool_RandomTrials_IsFiniteAndBetweenItsTrials()
    {
        var random = new Random(205);
        for (var run = 0; run < Inputs; run++)
        {
            var trials = new TwoArmTrial[1 + random.Next(5)];
            for (var i = 0; i < trials.Length; i++)
            {
                trials[i] = Trial(random);
            }

            var pooled = PooledUplift.Of(trials, Level(random));
            var mean = pooled.MeanInterval;
            Finite.Check(205, run, pooled.Mean, pooled.MeanStandardError, pooled.BetweenDeviation, mean.Lower, mean.Upper);
            foreach (var trial in pooled.Trials)
            {
                Finite.Check(205, run, trial.Estimate, trial.StandardError, trial.OwnWeight, trial.Interval.Lower, trial.Interval.Upper);
            }

            Assert.True(pooled.Mean is >= -1 and <= 1, $"Seed 205, input {run}: the mean is {pooled.Mean}.");
        }
    }

    /// <summary>Each input has two hundred resamples of up to six buyers; every ten-thousandth has thousands of buyers.</summary>
    [Fact]
    public void Compare_RandomRevenue_IsFinite()
    {
        var random = new Random(206);
        for (var run = 0; run < Inputs; run++)
        {
            var most = run % 10_000 == 1 ? 5000 : 6;
            var (treated, heldOut) = (Amounts(random, 1 + random.Next(most)), Amounts(random, 1 + random.Next(most)));
            var uplift = RevenueUplift.Compare(treated, heldOut, run, 0.5 + (0.49 * random.NextDouble()), 200);
            Finite.Check(
                206, run, uplift.TreatedMean, uplift.HeldOutMean, uplift.Difference, uplift.Interval?.Lower, uplift.Interval?.Upper);
        }
    }

    private static long[] Amounts(Random random, int count)
    {
        var amounts = new long[count];
        for (var i = 0; i < count; i++)
        {
            amounts[i] = random.Next(3) switch
            {
                0 => 0,
                1 => random.Next(-100, 10_000),
                _ => random.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_001),
            };
        }

        return amounts;
    }

    private static TwoArmTrial Trial(Random random, int most = int.MaxValue) => new(Arm(random, most), Arm(random, most));

    private static Proportion Arm(Random random, int most)
    {
        var trials = random.Next(6) switch
        {
            0 => random.Next(2),
            1 => most - random.Next(2),
            2 => random.Next(most),
            _ => random.Next(200),
        };
        var successes = random.Next(4) switch { 0 => 0, 1 => trials, _ => (int)random.NextInt64(trials + 1L) };
        return new Proportion(successes, trials);
    }

    private static double Rate(Random random) => random.Next(5) switch
    {
        0 => 0,
        1 => 1,
        2 => random.NextDouble() * 1e-9,
        _ => random.NextDouble(),
    };

    private static double Level(Random random) => random.Next(6) switch
    {
        0 => Math.BitDecrement(1.0),
        1 => double.Epsilon,
        2 => 1e-12,
        3 => 0.95,
        _ => 0.001 + (0.998 * random.NextDouble()),
    };
}
