using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

/// <summary>Holds what the intervals promise against seeded simulations whose truth is known.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData(1, 40, 0.10, 40, 0.10)]
    [InlineData(2, 300, 0.12, 60, 0.08)]
    [InlineData(3, 25, 0.02, 25, 0.02)]
    [InlineData(4, 2000, 0.05, 200, 0.04)]
    [InlineData(5, 15, 0.90, 20, 0.50)]
    public void ForDifference_SimulatedTrials_CoversTheTruthAsPromised(int seed, int treated, double p1, int heldOut, double p2)
    {
        const int Runs = 1000;
        var random = new Random(seed);
        var (newcombe, agrestiCaffo) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var trial = SimulatedTrials.Draw(random, treated, p1, heldOut, p2);
            newcombe += NewcombeInterval.ForDifference(trial)!.Value.Contains(p1 - p2) ? 1 : 0;
            agrestiCaffo += AgrestiCaffoInterval.ForDifference(trial).Contains(p1 - p2) ? 1 : 0;
        }

        // Both intervals are known to cover more than they promise if hardly any buyer buys. They must never cover less.
        var most = p1 * treated < 3 ? 1 : 0.99;
        Assert.True(
            newcombe is >= (int)(0.9 * Runs) && newcombe <= most * Runs,
            $"Seed {seed}: {newcombe} of {Runs} intervals of Newcombe hold the truth.");
        Assert.True(
            agrestiCaffo is >= (int)(0.9 * Runs) && agrestiCaffo <= most * Runs,
            $"Seed {seed}: {agrestiCaffo} of {Runs} intervals of Agresti and Caffo hold the truth.");
    }

    /// <summary>Without an effect the verdict "better" must be rare, whatever the shop's size and split.</summary>
    [Theory]
    [InlineData(11, 30, 30, 0.10)]
    [InlineData(12, 200, 50, 0.05)]
    [InlineData(13, 900, 100, 0.10)]
    [InlineData(14, 3000, 3000, 0.20)]
    public void Judge_NoEffect_ClaimsBetterInAtMostFivePercent(int seed, int treated, int heldOut, double rate)
    {
        const int Runs = 1000;
        var random = new Random(seed);
        var (better, worse) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var verdict = UpliftReport.Judge(SimulatedTrials.Draw(random, treated, rate, heldOut, rate), true).Verdict;
            better += verdict == UpliftVerdict.Better ? 1 : 0;
            worse += verdict == UpliftVerdict.Worse ? 1 : 0;
        }

        Assert.True(
            better <= 0.05 * Runs && worse <= 0.05 * Runs,
            $"Seed {seed}: of {Runs} verdicts, {better} are \"better\" and {worse} \"worse\".");
    }

    [Fact]
    public void Judge_LargeEffectInALargeShop_IsFound()
    {
        var random = new Random(21);
        var better = Enumerable.Range(0, 200).Count(_ =>
            UpliftReport.Judge(SimulatedTrials.Draw(random, 2000, 0.16, 2000, 0.10), true).Verdict == UpliftVerdict.Better);

        Assert.True(better >= 190, $"Seed 21: {better} of 200 verdicts are \"better\".");
    }

    /// <summary>Revenue is as in shops: one buyer in four orders, the amounts are lognormal, and the true uplift is 25 %.</summary>
    [Fact]
    public void Compare_SimulatedRevenue_CoversTheTruthAsPromised()
    {
        const int Runs = 400;
        var random = new Random(31);
        var (covered, truth) = (0, 0.25 * 0.25 * 3000 * Math.Exp(0.5 * 0.6 * 0.6));
        for (var run = 0; run < Runs; run++)
        {
            var treated = Revenue(random, 250, 0.25 * 1.25);
            var heldOut = Revenue(random, 250, 0.25);
            covered += RevenueUplift.Compare(treated, heldOut, run, resamples: 600).Interval!.Value.Contains(truth) ? 1 : 0;
        }

        Assert.True(covered is >= (int)(0.9 * Runs) and <= (int)(0.99 * Runs), $"Seed 31: {covered} of {Runs} intervals hold the truth.");
    }

    /// <summary>The blocks of large arms must neither narrow nor widen the interval.</summary>
    [Fact]
    public void Compare_ArmsAboveTheBlockSize_CoverTheTruthAsPromised()
    {
        const int Runs = 120;
        var random = new Random(32);
        var (covered, truth) = (0, 0.01 * 3000 * Math.Exp(0.5 * 0.6 * 0.6));
        for (var run = 0; run < Runs; run++)
        {
            var treated = Revenue(random, 6001, 0.11);
            var heldOut = Revenue(random, 4000, 0.10);
            Array.Sort(treated);
            covered += RevenueUplift.Compare(treated, heldOut, run, resamples: 200).Interval!.Value.Contains(truth) ? 1 : 0;
        }

        Assert.True(covered is >= (int)(0.9 * Runs) and <= (int)(0.995 * Runs), $"Seed 32: {covered} of {Runs} intervals hold the truth.");
    }

    internal static long[] Revenue(Random random, int buyers, double rate)
    {
        var amounts = new long[buyers];
        for (var i = 0; i < buyers; i++)
        {
            if (random.NextDouble() < rate)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                amounts[i] = (long)(3000 * Math.Exp(0.6 * normal));
            }
        }

        return amounts;
    }
}
