using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Tests.Models.SpecialFunctions;

public class HypergeometricTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void TwoFOne_OneOneTwo_IsTheLogarithm(double z) =>
        Assert.Equal(-LogSpace.Log1P(-z) / z, Hypergeometric.TwoFOne(1, 1, 2, z), 1e-12);

    [Fact]
    public void LogTwoFOne_ThreeHundredPurchases_MeetsThePublishedValueInAHandfulOfTerms()
    {
        // mpmath gives 1.95e229 for the BG/NBD parameters of CDNOW, x = 300 and z 0.8275; Euler's form has numerators a+b−1−r and a−1.
        var (r, a, b, x, z) = (0.243, 0.793, 2.426, 300, 0.8275);
        var log = Hypergeometric.LogTwoFOne(r + x, b + x, a + b + x - 1, z, out var terms);

        // Four digits of z settle the value to 9 %: 300·5e-5/(1 − z).
        Assert.InRange(Math.Exp(log), 1.95e229 / 1.09, 1.95e229 * 1.09);
        Assert.InRange(terms, 1, 12);
        Assert.InRange(Hypergeometric.TermsOfPlainSeries(r + x, b + x, a + b + x - 1, z), 1500, 3500);
    }

    [Theory]
    [InlineData(0.474, 40, 70)]
    [InlineData(0.923, 350, 600)]
    [InlineData(0.990, 2000, 3600)]
    public void TermsOfPlainSeries_NewBuyers_GrowTowardsOne(double z, int least, int most) =>
        Assert.InRange(Hypergeometric.TermsOfPlainSeries(0.243, 2.426, 2.219, z), least, most);

    [Fact]
    public void LogTwoFOne_NearOne_EndsWithinItsCap()
    {
        var value = Hypergeometric.LogTwoFOne(0.5, 2, 2.2, 1 - 1e-12, out var terms);

        Assert.True(double.IsFinite(value));
        Assert.InRange(terms, 1, 400_000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1)]
    [InlineData(-0.1)]
    public void TwoFOne_OutsideTheUnitInterval_Throws(double z) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Hypergeometric.TwoFOne(1, 1, 2, z));
}
