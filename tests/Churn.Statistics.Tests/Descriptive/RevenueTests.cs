using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class RevenueTests
{
    [Fact]
    public void Gini_OneToFour_IsAQuarter() => Assert.Equal(0.25, RevenueConcentration.Of([3, 1, 4, 2]).Gini);

    /// <summary>Trap 16: a shop without revenue has no equality to measure, so its Gini is null and not zero.</summary>
    [Fact]
    public void Gini_AllZerosOrNobody_IsNull()
    {
        var zeros = RevenueConcentration.Of([0, 0, 0]);

        Assert.Null(zeros.Gini);
        Assert.Null(zeros.ShareOfTop(0.2));
        Assert.Null(zeros.BuyersForShare(0.8));
        Assert.Null(RevenueConcentration.Of([]).Gini);
    }

    [Fact]
    public void Gini_EqualAndExtreme_AreItsBounds()
    {
        Assert.Equal(0, RevenueConcentration.Of([long.MaxValue, long.MaxValue, long.MaxValue]).Gini);
        Assert.Equal(0.75, RevenueConcentration.Of([0, 0, 0, 5]).Gini);
    }

    [Fact]
    public void Gini_RandomRevenue_IsHalfTheMeanDifferenceOverTheMean()
    {
        var random = new Random(151);
        for (var run = 0; run < 100; run++)
        {
            var revenue = Enumerable.Range(0, 1 + random.Next(30)).Select(_ => (long)random.Next(1, 10_000)).ToArray();
            var differences = revenue.Sum(one => revenue.Sum(other => Math.Abs((double)one - other)));

            var gini = RevenueConcentration.Of(revenue).Gini!.Value;

            Assert.True(
                Math.Abs((differences / (2.0 * revenue.Length * revenue.Sum())) - gini) < 1e-12,
                $"Seed 151, run {run}: the Gini is {gini}.");
        }
    }

    /// <summary>The CDNOW sample over 78 weeks: Python counts the shares, and the Gini is 2Σi·v/(nΣv) − (n + 1)/n.</summary>
    [Fact]
    public void Concentration_Cdnow_IsAsPublished()
    {
        var concentration = RevenueConcentration.Of(CdnowSample.Revenue);

        Assert.Equal(24_409_194, CdnowSample.Revenue.Sum());
        Assert.Equal(0.630917, concentration.Gini!.Value, 6);
        Assert.Equal(0.67455, concentration.ShareOfTop(0.2)!.Value, 5);
        Assert.Equal(0.50807, concentration.ShareOfTop(0.1)!.Value, 5);
        Assert.Equal(777, concentration.BuyersForShare(0.8));
    }

    [Fact]
    public void ShareOfTop_TenBuyers_TakesWholeOnes()
    {
        var concentration = RevenueConcentration.Of([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);

        Assert.Equal(0.2, concentration.ShareOfTop(0.2));
        Assert.Equal(0.3, concentration.ShareOfTop(0.21));
        Assert.Equal(0, concentration.ShareOfTop(0));
        Assert.Equal(1, concentration.ShareOfTop(1));
        Assert.Equal(10, concentration.BuyersForShare(1));
    }

    [Fact]
    public void Stability_ByHand_IsThat()
    {
        var stability = RevenueStability.Of([100, 200, 300]);

        Assert.Equal(200, stability.Mean);
        Assert.Equal(100, stability.StandardDeviation!.Value, 12);
        Assert.Equal(0.5, stability.CoefficientOfVariation!.Value, 12);
    }

    [Fact]
    public void Stability_TooFewPeriodsOrNothingSold_IsNull()
    {
        Assert.Null(RevenueStability.Of([]).Mean);
        Assert.Null(RevenueStability.Of([5]).CoefficientOfVariation);
        Assert.Null(RevenueStability.Of([-5, 5]).CoefficientOfVariation);
        Assert.Null(RevenueStability.Of([0, 0]).CoefficientOfVariation);
    }

    [Fact]
    public void Split_SteadyClientsAndFitfulCustomers_ShowsIt()
    {
        var split = RevenueSplit.Of([100, 100, 100], [10, 290, 0]);

        Assert.Equal(0, split.Clients.CoefficientOfVariation);
        Assert.True(split.Customers.CoefficientOfVariation > 1.5);
        Assert.Equal(0.5, split.ClientShare);
        Assert.Equal(200, split.Total.Mean);
        Assert.Null(RevenueSplit.Of([-5], [10]).ClientShare);
    }

    [Fact]
    public void Revenue_Impossible_NamesTheParameter()
    {
        Assert.Equal("revenue", Assert.ThrowsAny<ArgumentException>(() => RevenueConcentration.Of([1, -1])).ParamName);
        Assert.Equal("topShare", Assert.ThrowsAny<ArgumentException>(() => RevenueConcentration.Of([1]).ShareOfTop(1.1)).ParamName);
        Assert.Equal(
            "revenueShare",
            Assert.ThrowsAny<ArgumentException>(() => RevenueConcentration.Of([1]).BuyersForShare(double.NaN)).ParamName);
        Assert.Equal("customers", Assert.ThrowsAny<ArgumentException>(() => RevenueSplit.Of([1], [])).ParamName);
        Assert.Equal("clients", Assert.ThrowsAny<ArgumentException>(() => RevenueSplit.Of([long.MaxValue], [1])).ParamName);
    }
}
