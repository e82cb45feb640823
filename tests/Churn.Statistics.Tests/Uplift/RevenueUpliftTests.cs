using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

public sealed class RevenueUpliftTests
{
    [Fact]
    public void Compare_SameSeed_GivesTheSameIntervalAndAnotherSeedAnother()
    {
        var (treated, heldOut) = (CoverageTests.Revenue(new Random(1), 300, 0.3), CoverageTests.Revenue(new Random(2), 300, 0.3));

        var one = RevenueUplift.Compare(treated, heldOut, 5);
        var again = RevenueUplift.Compare(treated, heldOut, 5);
        var other = RevenueUplift.Compare(treated, heldOut, 6);

        Assert.Equal(one, again);
        Assert.NotEqual(one.Interval, other.Interval);
    }

    [Fact]
    public void Compare_MeansByHand_AreThose()
    {
        var uplift = RevenueUplift.Compare([0, 100, 200], [0, 0, 30, 10], 1);

        Assert.Equal(100, uplift.TreatedMean);
        Assert.Equal(10, uplift.HeldOutMean);
        Assert.Equal(90, uplift.Difference);
    }

    /// <summary>For nearly normal means the bootstrap must agree with Welch's interval.</summary>
    [Fact]
    public void Compare_LargeSymmetricSamples_AgreesWithWelch()
    {
        var random = new Random(3);
        var treated = Enumerable.Range(0, 1500).Select(_ => (long)random.Next(2000)).ToArray();
        var heldOut = Enumerable.Range(0, 1000).Select(_ => (long)random.Next(1800)).ToArray();

        var uplift = RevenueUplift.Compare(treated, heldOut, 9, resamples: 8_000);

        var error = Math.Sqrt((Variance(treated) / 1500) + (Variance(heldOut) / 1000));
        Assert.Equal(uplift.Difference - (1.96 * error), uplift.Interval!.Value.Lower, 0.08 * error);
        Assert.Equal(uplift.Difference + (1.96 * error), uplift.Interval.Value.Upper, 0.08 * error);
    }

    /// <summary>
    /// Efron's formulas in pure Python with 150,000 resamples give 12.5 and 656 to 665.5; without the acceleration −4.5 and 515.5.
    /// </summary>
    [Fact]
    public void Compare_SmallSkewedArms_EqualsAnIndependentBca()
    {
        long[] treated = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 120, 80, 300, 900, 2500, 60];
        long[] heldOut = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 90, 40, 210, 150];

        var interval = RevenueUplift.Compare(treated, heldOut, 1, resamples: 40_000).Interval!.Value;

        Assert.Equal(12.5, interval.Lower, 3.0);
        Assert.Equal(660, interval.Upper, 25.0);
    }

    /// <summary>Buyers often come sorted; blocks of neighbours would then widen the interval threefold.</summary>
    [Fact]
    public void Compare_LargeSortedArms_AgreesWithWelch()
    {
        var random = new Random(5);
        var treated = Enumerable.Range(0, 20_000).Select(_ => (long)random.Next(2000)).Order().ToArray();
        var heldOut = Enumerable.Range(0, 20_001).Select(_ => (long)random.Next(1800)).Order().ToArray();

        var uplift = RevenueUplift.Compare(treated, heldOut, 9);

        var error = Math.Sqrt((Variance(treated) / treated.Length) + (Variance(heldOut) / heldOut.Length));
        Assert.Equal(uplift.Difference - (1.96 * error), uplift.Interval!.Value.Lower, 0.2 * error);
        Assert.Equal(uplift.Difference + (1.96 * error), uplift.Interval.Value.Upper, 0.2 * error);
    }

    [Fact]
    public void Compare_SkewedTreated_ReachesFurtherUp()
    {
        var treated = new long[60];
        (treated[0], treated[1], treated[2], treated[3]) = (100_000, 5_000, 3_000, 2_000);

        var uplift = RevenueUplift.Compare(treated, CoverageTests.Revenue(new Random(4), 60, 0.3), 1);

        Assert.True(uplift.Interval!.Value.Upper - uplift.Difference > uplift.Difference - uplift.Interval.Value.Lower);
    }

    /// <summary>Resampling an arm in which no buyer bought would give an interval of no width: certainty out of ignorance.</summary>
    [Fact]
    public void Compare_ArmWithoutVariation_HasNoInterval()
    {
        Assert.Null(RevenueUplift.Compare([0, 0, 0], [0, 0, 0], 1).Interval);
        Assert.Null(RevenueUplift.Compare([0, 500, 20], [0, 0, 0], 1).Interval);
        Assert.Null(RevenueUplift.Compare([7], [1, 2], 1).Interval);
    }

    [Fact]
    public void Compare_Impossible_NamesTheParameter()
    {
        Assert.Equal("treated", Assert.ThrowsAny<ArgumentException>(() => RevenueUplift.Compare([], [1], 1)).ParamName);
        Assert.Equal("heldOut", Assert.ThrowsAny<ArgumentException>(() => RevenueUplift.Compare([1], [], 1)).ParamName);
        Assert.Equal("heldOut", Assert.ThrowsAny<ArgumentException>(() => RevenueUplift.Compare([1], [long.MaxValue], 1)).ParamName);
        Assert.Equal("resamples", Assert.ThrowsAny<ArgumentException>(() => RevenueUplift.Compare([1], [1], 1, resamples: 10)).ParamName);
        Assert.Equal("level", Assert.ThrowsAny<ArgumentException>(() => RevenueUplift.Compare([1], [1], 1, double.NaN)).ParamName);
    }

    private static double Variance(long[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
