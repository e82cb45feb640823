using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Tests.Models.SpecialFunctions;

public class GammaFunctionsTests
{
    // mpmath 1.3, 40 digits: loggamma(.5), loggamma(1e6), loggamma(1e-8)
    [Theory]
    [InlineData(0.5, 0.57236494292470008707)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(1e6, 12815504.56914761166)]
    [InlineData(1e-8, 18.420680738180208905)]
    public void LogGamma_KnownArguments_EqualsMpmath(double x, double expected) =>
        Assert.Equal(expected, GammaFunctions.LogGamma(x), 1e-14 * Math.Max(1, expected));

    [Fact]
    public void LogGamma_At171And172_IsFiniteWhereGammaOverflows()
    {
        Assert.Equal(7.257415615307994e306, Math.Exp(GammaFunctions.LogGamma(171)), 1e295);
        Assert.True(double.IsFinite(GammaFunctions.LogGamma(172)));
        Assert.True(double.IsInfinity(Math.Exp(GammaFunctions.LogGamma(172))));
    }

    [Fact]
    public void DigammaAndTrigamma_AtThreeTenths_EqualMpmath()
    {
        Assert.Equal(-3.502524222200132989, GammaFunctions.Digamma(0.3), 1e-13);
        Assert.Equal(12.245364546107730465, GammaFunctions.Trigamma(0.3), 1e-13);
    }

    [Fact]
    public void Derivatives_RandomArguments_EqualDifferencesOfTheFunctionsBelow()
    {
        const int seed = 11;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var x = Math.Exp((random.NextDouble() * 12) - 3);
            var h = 1e-5 * x;
            var first = (GammaFunctions.LogGamma(x + h) - GammaFunctions.LogGamma(x - h)) / (2 * h);
            var second = (GammaFunctions.Digamma(x + h) - GammaFunctions.Digamma(x - h)) / (2 * h);
            Assert.True(Math.Abs(first - GammaFunctions.Digamma(x)) < 1e-6 * (1 + Math.Abs(first)), $"Seed {seed}, x {x}: not {first}.");
            Assert.True(
                Math.Abs(second - GammaFunctions.Trigamma(x)) < 1e-6 * (1 + Math.Abs(second)), $"Seed {seed}, x {x}: not {second}.");
        }
    }

    [Fact]
    public void LogRising_SmallSteps_EqualsTheProduct()
    {
        const int seed = 12;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var x = Math.Exp((random.NextDouble() * 20) - 6);
            var n = random.Next(0, 40);
            var product = Enumerable.Range(0, n).Sum(j => Math.Log(x + j));
            Assert.True(
                Math.Abs(product - GammaFunctions.LogRising(x, n)) < 1e-12 * (1 + Math.Abs(product)),
                $"Seed {seed}, x {x}, n {n}: not {product}.");
        }
    }

    [Fact]
    public void LogBeta_HugeAndTinyArguments_KeepsItsDigits()
    {
        // mpmath: log(beta(.9, 1e9)) = loggamma(.9) - .9*log(1e9) + O(1e-10)
        Assert.Equal(GammaFunctions.LogGamma(0.9) - (0.9 * Math.Log(1e9)), GammaFunctions.LogBeta(0.9, 1e9), 1e-9);
        Assert.Equal(GammaFunctions.LogBeta(3, 4), Math.Log(2.0 * 6 / 720), 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void LogGamma_NotPositive_Throws(double x) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaFunctions.LogGamma(x));
}
