using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

public sealed class SampleSizeTests
{
    /// <summary>R's power.prop.test(p1 = .05, p2 = .06, power = .8) gives 8157.66.</summary>
    [Theory]
    [InlineData(0.06, 0.05, 8158)]
    [InlineData(0.12, 0.10, 3841)]
    public void Treated_PowerPropTestInR_IsReproduced(double treated, double heldOut, long expected)
    {
        Assert.Equal(expected, SampleSize.Treated(treated, heldOut));
        Assert.Equal(expected, SampleSize.Treated(heldOut, treated));
    }

    [Fact]
    public void Treated_SmallHoldout_NeedsMoreTreated()
    {
        var equal = SampleSize.Treated(0.12, 0.10)!.Value;
        var tenth = SampleSize.Treated(0.12, 0.10, heldOutPerTreated: 0.1)!.Value;

        Assert.InRange((double)tenth / equal, 5, 6);
    }

    [Fact]
    public void Treated_NoDifference_IsNull() => Assert.Null(SampleSize.Treated(0.1, 0.1));

    [Fact]
    public void DetectableRise_SizeForASixthOfAPoint_GivesItBack()
    {
        Assert.Equal(0.01, SampleSize.DetectableRise(0.05, 8158, 8158)!.Value, 6);
        Assert.Equal(0.02, SampleSize.DetectableRise(0.10, 3841, 3841)!.Value, 5);
    }

    [Fact]
    public void DetectableRise_ThreeBuyers_IsNull() => Assert.Null(SampleSize.DetectableRise(0.5, 3, 3));

    /// <summary>The formula promises 80 %: that share of 2,000 seeded trials of that size must come out significant.</summary>
    [Fact]
    public void Treated_SimulatedAtThatSize_HasThePower()
    {
        var size = (int)SampleSize.Treated(0.3, 0.2)!.Value;
        var random = new Random(7);
        var found = 0;
        for (var run = 0; run < 2000; run++)
        {
            var trial = SimulatedTrials.Draw(random, size, 0.3, size, 0.2);
            found += PooledZTest.Of(trial) is { PValue: < 0.05, Z: > 0 } ? 1 : 0;
        }

        Assert.InRange(found / 2000.0, 0.77, 0.83);
    }

    [Theory]
    [InlineData(1.1, 0.1, 0.8, "treatedRate")]
    [InlineData(0.1, double.NaN, 0.8, "heldOutRate")]
    [InlineData(0.1, 0.2, 1, "power")]
    public void Treated_Impossible_NamesTheParameter(double treated, double heldOut, double power, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => SampleSize.Treated(treated, heldOut, power)).ParamName);
}
