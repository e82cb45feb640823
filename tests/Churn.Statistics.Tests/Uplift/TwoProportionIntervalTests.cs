using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

public sealed class TwoProportionIntervalTests
{
    /// <summary>R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_NewcombesTable_IsReproduced(int successes, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.For(new Proportion(successes, trials))!.Value;

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    /// <summary>
    /// R. G. Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
    /// </summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Newcombe_NewcombesTable_IsReproduced(int x1, int n1, int x2, int n2, double lower, double upper)
    {
        var interval = NewcombeInterval.ForDifference(Trial(x1, n1, x2, n2))!.Value;

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.052431, 0.333873)]
    [InlineData(10, 10, 0, 20, 0.679086, 1)]
    public void Newcombe_ByItsFormulaInR_HasSixDigits(int x1, int n1, int x2, int n2, double lower, double upper)
    {
        var interval = NewcombeInterval.ForDifference(Trial(x1, n1, x2, n2))!.Value;

        Assert.Equal(lower, interval.Lower, 6);
        Assert.Equal(upper, interval.Upper, 6);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.052453, 0.335758)]
    [InlineData(10, 10, 0, 20, 0.692243, 1.050181)]
    public void AgrestiCaffo_ByItsFormulaInR_HasSixDigits(int x1, int n1, int x2, int n2, double lower, double upper)
    {
        var interval = AgrestiCaffoInterval.ForDifference(Trial(x1, n1, x2, n2));

        Assert.Equal(lower, interval.Lower, 6);
        Assert.Equal(upper, interval.Upper, 6);
    }

    /// <summary>At 10/10 against 0/20 the Wald interval is a point.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.057505, 0.342495)]
    [InlineData(10, 10, 0, 20, 1, 1)]
    public void Wald_PropTestInR_IsReproducedWithItsCollapse(int x1, int n1, int x2, int n2, double lower, double upper)
    {
        var interval = WaldInterval.ForDifference(Trial(x1, n1, x2, n2))!.Value;

        Assert.Equal(lower, interval.Lower, 6);
        Assert.Equal(upper, interval.Upper, 6);
    }

    [Fact]
    public void PooledZTest_PropTestInR_IsReproduced()
    {
        var first = PooledZTest.Of(Trial(56, 70, 48, 80))!.Value;
        var second = PooledZTest.Of(Trial(10, 10, 0, 20))!.Value;

        Assert.Equal(2.650172, first.Z, 6);
        Assert.Equal(0.0080451, first.PValue, 7);
        Assert.Equal(5.477226, second.Z, 6);
        Assert.Equal(4.3e-8, second.PValue, 1e-9);
    }

    [Fact]
    public void ForDifference_EmptyArm_IsNullOrWide()
    {
        var trial = Trial(3, 10, 0, 0);

        Assert.Null(trial.Difference);
        Assert.Null(NewcombeInterval.ForDifference(trial));
        Assert.Null(WaldInterval.ForDifference(trial));
        Assert.Null(PooledZTest.Of(trial));
        Assert.Null(WilsonInterval.For(default));
        Assert.True(AgrestiCaffoInterval.ForDifference(trial).Width > 1);
    }

    [Fact]
    public void PooledZTest_NobodyBought_IsNull() => Assert.Null(PooledZTest.Of(Trial(0, 10, 0, 10)));

    [Fact]
    public void ForDifference_ArmsSwapped_IsMirrored()
    {
        var one = NewcombeInterval.ForDifference(Trial(17, 90, 9, 110))!.Value;
        var other = NewcombeInterval.ForDifference(Trial(9, 110, 17, 90))!.Value;

        Assert.Equal(one.Lower, -other.Upper, 14);
        Assert.Equal(one.Upper, -other.Lower, 14);
    }

    [Theory]
    [InlineData(-1, 5, "successes")]
    [InlineData(6, 5, "successes")]
    [InlineData(0, -1, "trials")]
    public void Proportion_Impossible_NamesTheParameter(int successes, int trials, string parameter)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new Proportion(successes, trials));

        Assert.Equal(parameter, error.ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ForDifference_ImpossibleLevel_NamesTheParameter(double level)
    {
        Assert.Equal(
            "level", Assert.ThrowsAny<ArgumentException>(() => NewcombeInterval.ForDifference(Trial(1, 2, 1, 2), level)).ParamName);
        Assert.Equal("level", Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.For(new Proportion(1, 2), level)).ParamName);
        Assert.Equal("level", Assert.ThrowsAny<ArgumentException>(() => new ConfidenceInterval(0, 1, level)).ParamName);
    }

    [Theory]
    [InlineData(double.NaN, 1, "lower")]
    [InlineData(0, double.PositiveInfinity, "upper")]
    [InlineData(1, 0, "upper")]
    public void ConfidenceInterval_Impossible_NamesTheParameter(double lower, double upper, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => new ConfidenceInterval(lower, upper, 0.95)).ParamName);

    internal static TwoArmTrial Trial(int x1, int n1, int x2, int n2) => new(new Proportion(x1, n1), new Proportion(x2, n2));
}
