using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Tests.Offers;

public sealed class OfferTrialTests
{
    private static readonly DateOnly May = new(2026, 5, 10);
    private static readonly DateOnly September = new(2026, 9, 1);

    [Fact]
    public void Of_QuarterOverAndClosed_CountsBothArms()
    {
        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000, 500), Closed(2, May, 0, 0), Closed(3, May, 2, 9_000) with { State = OfferState.HeldOut }], September));

        Assert.Equal((new Proportion(1, 2), new Proportion(1, 1)), (trial.Bought.Treated, trial.Bought.HeldOut));
        Assert.Equal([1_100, 0], trial.Margins(40));
        Assert.Equal([9_000], trial.HeldOut);
        Assert.Equal((500, 0, 0), (trial.Discounts, trial.Open, trial.Excluded));
    }

    [Fact]
    public void Of_OneOfTheQuarterStillOpen_WaitsForIt()
    {
        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000), Closed(2, May, 1, 4_000) with { Outcome = null }], September));

        Assert.Equal((0, 2), (trial.Bought.Treated.Trials, trial.Open));
    }

    [Fact]
    public void Of_QuarterNotOver_WaitsAlthoughClosed() =>
        Assert.Equal(0, Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000)], new DateOnly(2026, 6, 30))).Bought.Treated.Trials);

    [Fact]
    public void Of_BothArmsAfterAMerge_IsLeftOutAndCounted()
    {
        var mixed = new OfferOutcome(September, 1, 4_000, Excluded: true);

        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000) with { Outcome = mixed }, Closed(2, May, 0, 0)], September));

        Assert.Equal((1, 1), (trial.Bought.Treated.Trials, trial.Excluded));
    }

    [Fact]
    public void Of_LaterOfferOfTheSameBuyer_DoesNotCount() =>
        Assert.Equal(1, Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000), Closed(1, May.AddDays(30), 1, 4_000) with { First = false }], September)).Bought.Treated.Trials);

    [Fact]
    public void Describe_NothingClosedYet_SaysTooEarly()
    {
        var kind = Assert.Single(ShopUplift.Of([Closed(1, May, 1, 4_000) with { Outcome = null }], September).Kinds);

        Assert.Equal("Too early: no quarter has both arms closed yet; 1 offers are waiting.", ShopUplift.Describe(kind));
    }

    [Fact]
    public void WouldHaveBoughtAnyway_HalfAsManyHeldOutBought_IsHalf()
    {
        Offer[] offers = [Closed(1, May, 1, 4_000, 300), Closed(2, May, 1, 4_000, 300), Held(3, 1), Held(4, 0)];

        var kind = Assert.Single(ShopUplift.Of(offers, September).Kinds);

        Assert.Equal((0.5, 300), (kind.WouldHaveBoughtAnyway, kind.Cost.DiscountWithoutEffect));
        Assert.Equal(UpliftVerdict.Inconclusive, kind.Report.Verdict);
    }

    private static Offer Held(int buyer, int orders) => Closed(buyer, May, orders, 4_000 * orders) with { State = OfferState.HeldOut };

    private static Offer Closed(int buyer, DateOnly flagged, int orders, long value, long discount = 0) => new()
    {
        Buyer = new BuyerKey(ShopId.Parse("demo"), BuyerId.Of(new Identifier(IdentifierKind.Email, $"{buyer:x32}"))),
        Kind = OfferKind.Vip,
        Episode = $"{flagged:yyyyMMdd}",
        FlaggedOn = flagged,
        ExpiresOn = flagged.AddDays(21),
        ClosesOn = flagged.AddDays(45),
        Reasons = [],
        State = OfferState.Closed,
        First = true,
        Discount = discount,
        Outcome = new OfferOutcome(flagged.AddDays(46), orders, value, Excluded: false),
    };
}
