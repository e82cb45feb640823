using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class KaplanMeierTests
{
    private static readonly int[] RemissionWeeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
    private static readonly int[] RelapsedAt = [0, 1, 2, 4, 6, 9, 10, 14, 15];

    private static bool[] Relapsed => [.. Enumerable.Range(0, 21).Select(i => RelapsedAt.Contains(i))];

    /// <summary>
    /// The 6-MP arm of E. Gehan (1965), Biometrika 52, 203–223, as most textbooks and R's survfit print it. Python gives the band on the
    /// log(−log) scale by the same formulas.
    /// </summary>
    [Theory]
    [InlineData(6, 21, 3, 0.8571, 0.0764, 0.619718, 0.951552)]
    [InlineData(7, 17, 1, 0.8067, 0.0869, 0.563147, 0.922809)]
    [InlineData(10, 15, 1, 0.7529, 0.0963, 0.503200, 0.889362)]
    [InlineData(13, 12, 1, 0.6902, 0.1068, 0.431610, 0.849066)]
    [InlineData(16, 11, 1, 0.6275, 0.1141, 0.367511, 0.804912)]
    [InlineData(22, 7, 1, 0.5378, 0.1282, 0.267779, 0.746791)]
    [InlineData(23, 6, 1, 0.4482, 0.1346, 0.188052, 0.680143)]
    public void Estimate_GehansRemissions_GivesThePrintedTable(
        int day, int atRisk, int events, double survival, double error, double lower, double upper)
    {
        var step = KaplanMeier.Estimate(RemissionWeeks, Relapsed).Steps.ToArray().Single(step => step.Day == day);

        Assert.Equal((atRisk, events), (step.AtRisk, step.Events));
        Assert.Equal(survival, step.Survival, 5e-5);
        Assert.Equal(error, step.StandardError!.Value, 6e-5);
        Assert.Equal(lower, step.Band!.Value.Lower, 1e-6);
        Assert.Equal(upper, step.Band.Value.Upper, 1e-6);
        Assert.Equal((double)events / atRisk, step.Hazard);
    }

    [Fact]
    public void MedianDay_GehansRemissions_Is23()
    {
        var curve = KaplanMeier.Estimate(RemissionWeeks, Relapsed);

        Assert.Equal(23, curve.MedianDay);
        Assert.Equal(35, curve.LastDay);
        Assert.Equal(0.8067, curve.SurvivalAfter(9)!.Value, 4);
        Assert.Equal(1, curve.SurvivalAfter(5));
        Assert.Null(curve.SurvivalAfter(36));
    }

    [Fact]
    public void Estimate_WithoutCensoring_IsTheShareStillWaiting()
    {
        var random = new Random(121);
        var days = Enumerable.Range(0, 300).Select(_ => random.Next(1, 60)).ToArray();

        var curve = KaplanMeier.Estimate(days, [.. days.Select(_ => true)]);

        foreach (var step in curve.Steps)
        {
            var share = days.Count(day => day > step.Day) / 300.0;
            Assert.Equal(share, step.Survival, 12);

            // Without censoring, Greenwood's standard error is the binomial one.
            Assert.True(share == 0
                ? step.StandardError is null
                : Math.Abs(step.StandardError!.Value - Math.Sqrt(share * (1 - share) / 300)) < 1e-12);
        }

        Assert.Equal(0, curve.SurvivalAfter(1000));
    }

    [Fact]
    public void Hazard_RangesOfRandomData_EqualCountingBuyerDays()
    {
        var random = new Random(122);
        var days = Enumerable.Range(0, 200).Select(_ => random.Next(0, 40)).ToArray();
        var observed = days.Select(_ => random.Next(2) == 0).ToArray();
        var curve = KaplanMeier.Estimate(days, observed);

        foreach (var (from, to) in new[] { (0, 0), (1, 7), (5, 5), (10, 39), (0, 100), (38, int.MaxValue) })
        {
            var buyerDays = Enumerable.Range(from, Math.Min(to, 60) - from + 1).Sum(day => days.Count(own => own >= day));
            var events = Enumerable.Range(0, 200).Count(i => observed[i] && days[i] >= from && days[i] <= to);
            var hazard = curve.Hazard(from, to)!.Value;
            Assert.Equal((events, (long)buyerDays), (hazard.Events, hazard.BuyerDays));
            Assert.True(hazard.Interval.Contains(hazard.PerDay));
        }

        Assert.Null(curve.Hazard(40, 50));
    }

    /// <summary>Pure Python over the same file gives S(30) = .8260500636 and S(90) = .7085277896.</summary>
    [Fact]
    public void ToSecondPurchase_Cdnow_EqualsAnIndependentCurve()
    {
        var curve = KaplanMeier.ToSecondPurchase(CdnowSample.Histories, CdnowSample.End);

        Assert.Equal((2357, 1139), (curve.Count, curve.Events));
        Assert.Equal(0.8260500636402205, curve.SurvivalAfter(30)!.Value, 12);
        Assert.Equal(0.7085277895630033, curve.SurvivalAfter(90)!.Value, 12);
        Assert.Null(curve.MedianDay);
        Assert.True(curve.Hazard(1, 30)!.Value.PerDay > curve.Hazard(31, 90)!.Value.PerDay);
    }

    /// <summary>The band must hold the truth as often as it says: exponential waiting, uniform censoring, S(20) = e^(−20/40).</summary>
    [Fact]
    public void Band_SimulatedWaiting_CoversTheTruth()
    {
        var random = new Random(123);
        var (covered, truth) = (0, Math.Exp(-21 / 40.0));
        for (var run = 0; run < 500; run++)
        {
            var (days, observed) = (new int[120], new bool[120]);
            for (var i = 0; i < 120; i++)
            {
                var (wait, end) = ((int)(-40 * Math.Log(1 - random.NextDouble())), random.Next(5, 90));
                (days[i], observed[i]) = (Math.Min(wait, end), wait <= end);
            }

            var curve = KaplanMeier.Estimate(days, observed);
            covered += curve.Steps.ToArray().Last(step => step.Day <= 20).Band!.Value.Contains(truth) ? 1 : 0;
        }

        Assert.True(covered is >= 450 and <= 495, $"Seed 123: {covered} of 500 bands hold the truth.");
    }

    [Fact]
    public void Estimate_Nobody_HasNoNumbers()
    {
        var curve = KaplanMeier.Estimate([], []);

        Assert.Equal((0, 0), (curve.Count, curve.Events));
        Assert.Null(curve.MedianDay);
        Assert.Null(curve.LastDay);
        Assert.Null(curve.SurvivalAfter(0));
        Assert.Null(curve.Hazard(0, 10));
    }

    [Fact]
    public void Estimate_Impossible_NamesTheParameter()
    {
        Assert.Equal("days", Assert.ThrowsAny<ArgumentException>(() => KaplanMeier.Estimate([-1], [true])).ParamName);
        Assert.Equal("observed", Assert.ThrowsAny<ArgumentException>(() => KaplanMeier.Estimate([1], [])).ParamName);
        Assert.Equal("toDay", Assert.ThrowsAny<ArgumentException>(() => KaplanMeier.Estimate([1], [true]).Hazard(5, 4)).ParamName);
    }
}
