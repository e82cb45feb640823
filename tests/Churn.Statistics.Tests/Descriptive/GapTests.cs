using Churn.Statistics.Descriptive;
using Churn.Statistics.Tests.TestData;
using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class GapTests
{
    [Fact]
    public void BuyerQuantile_NoOwnGaps_IsTheShops()
    {
        var gaps = PurchaseGaps.Of(OrderHistories.From([[0, 10, 30], [5, 45]]), 100);

        Assert.Equal(20, gaps.ShopQuantile(0.5)!.Value, 10);
        Assert.Equal(gaps.ShopQuantile(0.5), gaps.BuyerQuantile([7], 0.5));
        Assert.Equal((3, 2), (gaps.Count, gaps.Buyers));
        Assert.Equal(4, gaps.PriorWeight);
    }

    [Fact]
    public void BuyerQuantile_FourOwnGapsAtWeightFour_IsTheGeometricMiddle()
    {
        var gaps = PurchaseGaps.Of(OrderHistories.From([[0, 40], [0, 40], [0, 40]]), 100);

        Assert.Equal(20, gaps.BuyerQuantile([0, 10, 20, 30, 40], 0.9)!.Value, 10);
    }

    [Fact]
    public void BuyerQuantile_MoreOwnGaps_MovesFromTheShopsToTheOwn()
    {
        var gaps = PurchaseGaps.Of(OrderHistories.From([[0, 80], [0, 80]]), 100);

        var medians = new[] { 0, 1, 3, 10, 200 }
            .Select(n => gaps.BuyerQuantile([.. Enumerable.Range(0, n + 1).Select(i => i * 5)], 0.5)!.Value)
            .ToArray();

        Assert.Equal(80, medians[0], 10);
        Assert.Equal(5, medians[4], 0.5);
        Assert.Equal(medians.OrderDescending(), medians);
    }

    [Fact]
    public void BuyerQuantile_NobodyHasGaps_IsNull() =>
        Assert.Null(PurchaseGaps.Of(OrderHistories.From([[3], [4]]), 10).BuyerQuantile([3], 0.5));

    /// <summary>The weight goes to the shop if all buyers have one pace, and to the buyer if each has a pace of their own.</summary>
    [Fact]
    public void PriorWeight_AlikeAndUnlikeBuyers_IsLargeAndSmall()
    {
        var alike = Enumerable.Range(0, 40).Select(i => new[] { 0, i % 2 == 0 ? 10 : 40, 50 }).ToArray();
        var unlike = Enumerable.Range(1, 40).Select(i => new[] { 0, i * 5, i * 10 }).ToArray();

        Assert.Equal(PurchaseGaps.LargestPriorWeight, PurchaseGaps.Of(OrderHistories.From(alike), 500).PriorWeight);
        Assert.Equal(0.1, PurchaseGaps.Of(OrderHistories.From(unlike), 500).PriorWeight);
    }

    /// <summary>The estimated weight must be the ratio of the variances within and between buyers, known here for lognormal gaps.</summary>
    [Theory]
    [InlineData(131)]
    [InlineData(132)]
    [InlineData(133)]
    [InlineData(134)]
    public void PriorWeight_SimulatedLogNormalGaps_IsTheRatioOfTheVariances(int seed)
    {
        var random = new Random(seed);
        var histories = Enumerable.Range(0, 20_000).Select(_ =>
        {
            var (pace, day) = (6 + (0.5 * Gaussian(random)), 0.0);
            return Enumerable.Range(0, 2 + random.Next(5))
                .Select(_ => (int)(day += Math.Exp(pace + Gaussian(random))))
                .Prepend(0)
                .ToArray();
        }).ToArray();

        var gaps = PurchaseGaps.Of(OrderHistories.From(histories), int.MaxValue);

        Assert.Equal(4, gaps.PriorWeight, 0.4);
    }

    /// <summary>Ten buyers have 2 to 6 gaps; the test writes the unbalanced one-way analysis of variance as the textbooks do.</summary>
    [Fact]
    public void PriorWeight_TenUnequalBuyers_IsTheAnalysisOfVariance()
    {
        var logs = Enumerable.Range(0, 10)
            .Select(i => Enumerable.Range(0, 2 + (i % 5)).Select(j => Math.Log(5 + (4 * i) + (13 * j * (i + 1) % 29))).ToArray())
            .ToArray();
        var histories = logs.Select(own => own.Aggregate(new List<int> { 0 }, (days, log) =>
        {
            days.Add(days[^1] + (int)Math.Round(Math.Exp(log)));
            return days;
        }).ToArray()).ToArray();
        double count = logs.Sum(own => own.Length), grand = logs.SelectMany(own => own).Average();
        var meanSquareWithin = logs.Sum(own => own.Sum(log => Math.Pow(log - own.Average(), 2))) / (count - 10);
        var meanSquareBetween = logs.Sum(own => own.Length * Math.Pow(own.Average() - grand, 2)) / 9;
        var usualSize = (count - (logs.Sum(own => (double)own.Length * own.Length) / count)) / 9;
        var expected = meanSquareWithin / ((meanSquareBetween - meanSquareWithin) / usualSize);

        var weight = PurchaseGaps.Of(OrderHistories.From(histories), 1000).PriorWeight;

        Assert.InRange(expected, 0.2, 90);
        Assert.Equal(expected, weight, 9);
    }

    /// <summary>The estimate is the shape of gamma gaps, whatever each buyer's own pace is.</summary>
    [Theory]
    [InlineData(1, 141)]
    [InlineData(2, 142)]
    [InlineData(4, 143)]
    public void Regularity_SimulatedGammaGaps_RecoversTheShape(double shape, int seed)
    {
        var random = new Random(seed);
        var histories = Enumerable.Range(0, 1500).Select(_ =>
        {
            var (pace, day) = (2000 * (0.2 + random.NextDouble()), 0.0);
            return Enumerable.Range(0, 5).Select(_ => (int)(day += 1 + Gamma.Sample(random, shape, shape / pace))).ToArray();
        }).ToArray();

        var regularity = PurchaseRegularity.Of(OrderHistories.From(histories), int.MaxValue);

        Assert.Equal(3000, regularity.Pairs);
        Assert.True(
            Math.Abs(regularity.Shape!.Value - shape) < 4 * regularity.StandardError!.Value,
            $"Seed {seed}: the shape is {regularity.Shape} ± {regularity.StandardError}.");
        Assert.InRange(regularity.StandardError.Value / shape, 0.01, 0.08);
    }

    /// <summary>CDNOW buyers order at random, so k = 1 (Platzer and Reutterer 2016); pure Python gives 1.0676 from 1,817 pairs.</summary>
    [Fact]
    public void Regularity_Cdnow_IsNearOne()
    {
        var regularity = PurchaseRegularity.Of(CdnowSample.Histories, CdnowSample.End);

        Assert.Equal(1817, regularity.Pairs);
        Assert.Equal(1.0676052064681196, regularity.Shape!.Value, 10);
    }

    [Fact]
    public void Regularity_ClockworkBuyers_IsCutNotInfinite()
    {
        var clockwork = PurchaseRegularity.Of(OrderHistories.From([[0, 30, 60], [0, 7, 14, 21, 28]]), 100);

        Assert.Equal(PurchaseRegularity.LargestShape, clockwork.Shape);
        Assert.Null(clockwork.StandardError);
        Assert.Null(PurchaseRegularity.Of(OrderHistories.From([[0, 30]]), 100).Shape);
    }

    [Fact]
    public void VariationOf_ByHand_IsThat()
    {
        Assert.Equal(0, PurchaseRegularity.VariationOf([0, 30, 60, 90]));
        Assert.Equal(Math.Sqrt(200) / 20, PurchaseRegularity.VariationOf([0, 10, 40])!.Value, 14);
        Assert.Null(PurchaseRegularity.VariationOf([0, 10]));
    }

    [Fact]
    public void Gaps_Impossible_NamesTheParameter()
    {
        var gaps = PurchaseGaps.Of(OrderHistories.From([[0, 10]]), 100);

        Assert.Equal("probability", Assert.ThrowsAny<ArgumentException>(() => gaps.ShopQuantile(double.NaN)).ParamName);
        Assert.Equal("purchaseDays", Assert.ThrowsAny<ArgumentException>(() => gaps.BuyerQuantile([5, 5], 0.5)).ParamName);
        Assert.Equal("purchaseDays", Assert.ThrowsAny<ArgumentException>(() => PurchaseRegularity.VariationOf([5, 4])).ParamName);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
