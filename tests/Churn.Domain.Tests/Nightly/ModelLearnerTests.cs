using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Statistics.Fitting;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Scoring;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Nightly;

public sealed class ModelLearnerTests
{
    private static readonly DateOnly Date = new(2026, 5, 14);
    private static readonly Shop Shop = AShop.Named("learning");

    [Fact]
    public void Learn_BuyersAsTheModelDescribesThem_IsFittedNearTheTruth()
    {
        var model = Learn(new SyntheticBuyers(Shop, 6_000, 7, Date));

        Assert.True(model.Tier == ModelTier.Fitted, model.Why);
        Assert.Equal((MethodChoice.Model, 90, 0), (model.Scorecard!.Choice, model.Scorecard.HoldoutDays, model.Scorecard.LeftOut));
        Assert.Equal("MBG/NBD", model.Purchases!.Name);
        Assert.InRange(model.Purchases.R / model.Purchases.Alpha, 0.6 / 50 * 0.8, 0.6 / 50 * 1.25);
        Assert.Equal(ParameterRedraw.Draws, model.Redrawn.Length);
        Assert.NotNull(model.Spend);
        Assert.NotNull(model.Gaps);
        Assert.NotNull(model.SecondOrder);
        Assert.True(model.VipValue > 0 && model.VipValue >= model.ClientValues[0] && model.VipValue <= model.ClientValues[100]);
    }

    [Fact]
    public void Learn_AShopSeenForTwoMonths_KnowsNoGapsThoughHundredsEnded()
    {
        var model = Learn(new SyntheticBuyers(Shop, 6_000, 7, Date) { WindowDays = 60 });

        Assert.True(model.RepeatBuyers > 500, $"The shop has only {model.RepeatBuyers} repeat buyers.");
        Assert.Null(model.Gaps);
    }

    [Fact]
    public void Learn_AShopThatClosedBeforeTheHoldout_IsNotFittedAndSaysWhichScoreFailed()
    {
        var model = Learn(new SyntheticBuyers(Shop, 6_000, 7, Date) { ClosedFrom = Date.AddDays(-70) });

        Assert.Equal(ModelTier.Pooled, model.Tier);
        Assert.NotEqual(MethodChoice.Model, model.Scorecard!.Choice);
        Assert.Contains("did not beat the baselines", model.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(49, 730, ModelTier.Rules, "49 known buyers; statistics begin at 50.")]
    [InlineData(400, 30, ModelTier.Rules, "statistics begin at 60.")]
    [InlineData(400, 70, ModelTier.Pooled, "too little past to judge")]
    public void Learn_LittleData_StaysOnALowerTierAndSaysWhy(int buyers, int windowDays, ModelTier tier, string why)
    {
        var model = Learn(new SyntheticBuyers(Shop, buyers, 7, Date) { WindowDays = windowDays });

        Assert.Equal(tier, model.Tier);
        Assert.Contains(why, model.Why, StringComparison.Ordinal);
        Assert.Equal(tier == ModelTier.Rules, model.Purchases is null);
    }

    [Fact]
    public void Choose_AFitThatDidNotConverge_KeepsTheLastGoodOneAndSaysSo()
    {
        var last = AModel.Fitted("2026-05-10");
        var failed = new FitResult<MbgNbdParameters> { Reason = FitReason.NotConverged };
        var today = last with
        {
            Version = "2026-05-14",
            LearnedOn = Date,
            FittedOn = null,
            Tier = ModelTier.Rules,
            Purchases = null,
            Redrawn = [],
        };

        var kept = ModelChoice.Choose(today, failed, failed, last);
        var next = ModelChoice.Choose(today, failed, failed, kept);

        Assert.Equal("The shop's own fit failed (NotConverged); that of 2026-05-10 is kept.", kept.Why);
        Assert.Equal(("2026-05-14", ModelTier.Fitted, last.Purchases, last.FittedOn), (kept.Version, kept.Tier, kept.Purchases, kept.FittedOn));
        Assert.Equal((last.Purchases, last.FittedOn), (next.Purchases, next.FittedOn));
    }

    [Fact]
    public void Choose_NoFitAtAllAndNoneBefore_IsTheTierOfRules()
    {
        var failed = new FitResult<MbgNbdParameters> { Reason = FitReason.NotConverged };

        var model = ModelChoice.Choose(ShopModel.None with { LearnedOn = Date }, failed, failed, ShopModel.None);

        Assert.Equal((ModelTier.Rules, (PurchaseParameters?)null), (model.Tier, model.Purchases));
        Assert.Contains("NotConverged", model.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_MergedFromRangesThroughBytesInAnyOrder_TeachTheSame()
    {
        var buyers = new SyntheticBuyers(Shop, 1_500, 11, Date);
        var ranges = Buckets.Ranges(16).Select(range => Findings(buyers, range.From, range.To)).ToList();

        var forwards = Merge(ranges);
        var backwards = Merge(ranges.AsEnumerable().Reverse());

        // Sums of logarithms in another sequence differ in their last digits. Nothing else may differ.
        var whole = ModelLearner.Learn(Shop, Shop.BusinessModel, Findings(buyers, 0, 255), ShopModel.None, Date);
        var merged = ModelLearner.Learn(Shop, Shop.BusinessModel, forwards, ShopModel.None, Date);
        Assert.Equal(
            (whole.Why, whole.Buyers, whole.RepeatBuyers, whole.Gaps, whole.SecondOrder),
            (merged.Why, merged.Buyers, merged.RepeatBuyers, merged.Gaps, merged.SecondOrder));
        Assert.Equal(whole.Purchases!.Alpha, merged.Purchases!.Alpha, 4);
        Assert.Equal(forwards.Sample.Buyers.Select(buyer => buyer.Place), backwards.Sample.Buyers.Select(buyer => buyer.Place));
        Assert.Equal(forwards.ToBytes(), backwards.ToBytes());
    }

    private static RangeFindings Merge(IEnumerable<RangeFindings> ranges)
    {
        var sum = new RangeFindings();
        foreach (var range in ranges)
        {
            sum.Merge(RangeFindings.FromBytes(range.ToBytes()));
        }

        return sum;
    }

    private static ShopModel Learn(SyntheticBuyers buyers) =>
        ModelLearner.Learn(Shop, Shop.BusinessModel, Findings(buyers, 0, 255), ShopModel.None, Date);

    private static RangeFindings Findings(SyntheticBuyers buyers, int from, int to)
    {
        var findings = new RangeFindings();
        for (var bucket = from; bucket <= to; bucket++)
        {
            foreach (var buyer in buyers.OfBucket(Buckets.Name(bucket), ARulebook.For(Shop.BusinessModel), Date))
            {
                findings.Add(buyer, Date);
            }
        }

        return findings;
    }
}
