using Churn.Statistics.Uplift;
using static Churn.Statistics.Tests.Uplift.TwoProportionIntervalTests;

namespace Churn.Statistics.Tests.Uplift;

public sealed class PooledUpliftTests
{
    /// <summary>
    /// mpmath gives these with 30 digits, by DerSimonian and Laird's formulas on the Agresti-Caffo moments of four trials.
    /// </summary>
    [Fact]
    public void Of_FourTrials_EqualsTheFormulasAt30Digits()
    {
        var pooled = PooledUplift.Of([Trial(30, 200, 20, 200), Trial(5, 40, 6, 45), Trial(80, 300, 40, 310), Trial(0, 10, 1, 12)]);

        Assert.Equal(0.06408722159, pooled.Mean, 1e-10);
        Assert.Equal(0.05319991787, pooled.BetweenDeviation, 1e-10);
        Assert.Equal(0.03811485581, pooled.MeanStandardError, 1e-10);
        double[] estimates = [0.05359770892, 0.04056518291, 0.1175972355, 0.04458875904];
        double[] errors = [0.03014614103, 0.05023378745, 0.02913448215, 0.05843257821];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(estimates[i], pooled.Trials[i].Estimate, 1e-10);
            Assert.Equal(errors[i], pooled.Trials[i].StandardError, 1e-10);
        }
    }

    [Fact]
    public void Of_TrialsThatDoNotDiffer_DrawsAllToTheMean()
    {
        var pooled = PooledUplift.Of([Trial(12, 100, 10, 100), Trial(11, 100, 9, 100), Trial(13, 100, 11, 100)]);

        Assert.Equal(0, pooled.BetweenDeviation);
        Assert.All(pooled.Trials, trial => Assert.Equal(pooled.Mean, trial.Estimate, 12));
    }

    [Fact]
    public void Of_SmallTrialBesideLargeOnes_IsDrawnMost()
    {
        var pooled = PooledUplift.Of([Trial(300, 2000, 200, 2000), Trial(500, 2000, 200, 2000), Trial(8, 20, 1, 20)]);

        Assert.True(pooled.Trials[2].OwnWeight < pooled.Trials[0].OwnWeight / 2);
        Assert.InRange(pooled.Trials[2].Estimate, pooled.Mean, 7.0 / 22);
    }

    [Fact]
    public void Towards_ThePriorItself_IsHalfWayAtEqualVariance()
    {
        // The adjusted variance of 49/98 in both arms is 2 · 0.25/100 = 0.005.
        var shrunk = ShrunkUplift.Towards(new UpliftPrior(0.1, Math.Sqrt(0.005)), Trial(49, 98, 49, 98));

        Assert.Equal(0.5, shrunk.OwnWeight, 12);
        Assert.Equal(0.05, shrunk.Estimate, 12);
        Assert.Equal(Math.Sqrt(0.0025), shrunk.StandardError, 12);
    }

    /// <summary>Shrinking helps: over many small shops the shrunk estimates are nearer the truth than the raw ones.</summary>
    [Fact]
    public void Of_ManySmallSimulatedTrials_IsNearerTheTruthThanTheRawDifferences()
    {
        var random = new Random(41);
        var truths = Enumerable.Range(0, 60).Select(_ => 0.02 + (0.04 * (random.NextDouble() - 0.5))).ToArray();
        var trials = truths.Select(truth => SimulatedTrials.Draw(random, 60, 0.1 + truth, 60, 0.1)).ToArray();

        var pooled = PooledUplift.Of(trials);

        var raw = trials.Zip(truths, (trial, truth) => Math.Pow(trial.Difference!.Value - truth, 2)).Sum();
        var shrunk = pooled.Trials.Zip(truths, (trial, truth) => Math.Pow(trial.Estimate - truth, 2)).Sum();
        Assert.True(shrunk < raw / 3, $"Seed 41: the shrunk estimates are off by {shrunk}, the raw ones by {raw}.");
        Assert.True(pooled.MeanInterval.Contains(truths.Average()), $"Seed 41: {pooled.MeanInterval} misses the mean of the truths.");
    }

    [Fact]
    public void Of_Nothing_NamesTheParameter() =>
        Assert.Equal("trials", Assert.ThrowsAny<ArgumentException>(() => PooledUplift.Of([])).ParamName);

    [Fact]
    public void Towards_DefaultPrior_NamesTheParameter() =>
        Assert.Equal("prior", Assert.ThrowsAny<ArgumentException>(() => ShrunkUplift.Towards(default, default)).ParamName);

    [Theory]
    [InlineData(double.NaN, 0.1, "mean")]
    [InlineData(0, 0, "standardDeviation")]
    public void UpliftPrior_Impossible_NamesTheParameter(double mean, double deviation, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => new UpliftPrior(mean, deviation)).ParamName);
}
