using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Statistics.Uplift;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Offers;

public sealed class OfferTrialTests
{
    private static readonly ShopId Demo = ShopId.Parse("demo");
    private static readonly DateOnly May = new(2026, 5, 10);
    private static readonly DateOnly September = new(2026, 9, 1);

    [Fact]
    public void Of_QuarterOverAndClosed_CountsBothArms()
    {
        var heldOut = Closed(3, May, 2, 9_000) with { State = OfferState.HeldOut };
        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000, 500), Closed(2, May, 0, 0), heldOut], [], September));

        Assert.Equal((new Proportion(1, 2), new Proportion(1, 1)), (trial.Bought.Treated, trial.Bought.HeldOut));
        Assert.Equal([1_100, 0], trial.Margins(40));
        Assert.Equal([9_000], trial.HeldOut);
        Assert.Equal((500, 0, 0), (trial.Discounts, trial.Open, trial.Excluded));
    }

    [Fact]
    public void Of_OneOfTheQuarterStillOpen_WaitsForIt()
    {
        var open = Closed(2, May, 1, 4_000) with { Outcome = null };
        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000), open], [], September));

        Assert.Equal((0, 2), (trial.Bought.Treated.Trials, trial.Open));
    }

    [Fact]
    public void Of_QuarterNotOver_WaitsAlthoughClosed() =>
        Assert.Equal(0, Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000)], [], new DateOnly(2026, 6, 30))).Bought.Treated.Trials);

    [Fact]
    public void Of_BothArmsAfterAMerge_IsLeftOutAndCounted()
    {
        var mixed = new OfferOutcome(September, 1, 4_000, Excluded: true);

        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000) with { Outcome = mixed }, Closed(2, May, 0, 0)], [], September));

        Assert.Equal((1, 1), (trial.Bought.Treated.Trials, trial.Excluded));
    }

    [Fact]
    public void Of_LaterOfferOfTheSameBuyer_DoesNotCount()
    {
        var again = Closed(1, May.AddDays(30), 1, 4_000) with { First = false };

        var trial = Assert.Single(OfferTrial.Of([Closed(1, May, 1, 4_000), again], [], September));

        Assert.Equal(1, trial.Bought.Treated.Trials);
    }

    /// <summary>
    /// Holds a mended fault: buyers whom the offer annoyed so much that they asked for erasure left the treated arm, and the offer looked
    /// better than it was.
    /// </summary>
    [Fact]
    public async Task EraseAsync_HalfOfTheTreatedWhoDidNotBuy_LeavesTheUpliftAsItWas()
    {
        var store = new MemoryStorage().Offers;
        var treated = Enumerable.Range(1, 60).Select(i => Closed(i, May, i % 2, 4_000 * (i % 2)));
        foreach (var offer in treated.Concat(Enumerable.Range(61, 20).Select(i => Held(i, i % 2))))
        {
            await store.AddAsync(offer, default);
        }

        var before = Assert.Single(ShopUplift.Of(await store.ListAsync(Demo, default).ToListAsync(), [], September).Kinds);

        bool Annoys(Offer offer) =>
            offer is { State: OfferState.Closed, Outcome.Orders: 0 } && offer.Buyer.Buyer.Value.Last() is >= '0' and <= '7';
        var gone = await store.EraseAsync(Demo, Annoys, default);

        var left = await store.ListAsync(Demo, default).ToListAsync();
        var erased = await store.ListErasedAsync(Demo, default).ToListAsync();
        var after = Assert.Single(ShopUplift.Of(left, erased, September).Kinds);
        Assert.InRange(gone, 10, 20);
        Assert.Equal((before.Trial.Bought, before.Report.Verdict), (after.Trial.Bought, after.Report.Verdict));
        Assert.NotEqual(before.Trial.Bought, Assert.Single(ShopUplift.Of(left, [], September).Kinds).Trial.Bought);
    }

    [Fact]
    public async Task EraseAsync_OpenLaterAndExcludedOffers_AreNotCounted()
    {
        var store = new MemoryStorage().Offers;
        Offer[] theirs =
        [
            Closed(1, May, 1, 4_000) with { Outcome = null },
            Closed(2, May, 1, 4_000) with { First = false },
            Closed(3, May, 1, 4_000) with { Outcome = new OfferOutcome(September, 1, 4_000, Excluded: true) },
            Closed(3, May.AddDays(1), 1, 4_000),
        ];
        foreach (var offer in theirs)
        {
            await store.AddAsync(offer, default);
        }

        Assert.Equal(4, await store.EraseAsync(Demo, _ => true, default));

        Assert.Empty(await store.ListErasedAsync(Demo, default).ToListAsync());
    }

    [Fact]
    public void Of_ErasedOfAQuarterThatIsNotOver_Wait()
    {
        var erased = ErasedTrial.Of(Closed(2, September, 1, 1)).With(Closed(2, September, 1, 1));

        var open = Closed(1, May, 1, 4_000) with { Outcome = null };
        Assert.Equal(0, Assert.Single(OfferTrial.Of([open], [erased], September)).Bought.Treated.Trials);
    }

    [Fact]
    public void Describe_NothingClosedYet_SaysTooEarly()
    {
        var kind = Assert.Single(ShopUplift.Of([Closed(1, May, 1, 4_000) with { Outcome = null }], [], September).Kinds);

        Assert.Equal("Too early: no quarter has both arms closed yet; 1 offers are waiting.", ShopUplift.Describe(kind));
    }

    [Fact]
    public void WouldHaveBoughtAnyway_HalfAsManyHeldOutBought_IsHalf()
    {
        Offer[] offers = [Closed(1, May, 1, 4_000, 300), Closed(2, May, 1, 4_000, 300), Held(3, 1), Held(4, 0)];

        var kind = Assert.Single(ShopUplift.Of(offers, [], September).Kinds);

        Assert.Equal((0.5, 300), (kind.WouldHaveBoughtAnyway, kind.Cost.DiscountWithoutEffect));
        Assert.Equal(UpliftVerdict.Inconclusive, kind.Report.Verdict);
    }

    private static Offer Held(int buyer, int orders) => Closed(buyer, May, orders, 4_000 * orders) with { State = OfferState.HeldOut };

    private static Offer Closed(int buyer, DateOnly flagged, int orders, long value, long discount = 0) => new()
    {
        Buyer = new BuyerKey(Demo, BuyerId.Of(new Identifier(IdentifierKind.Email, $"{buyer:x32}"))),
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
