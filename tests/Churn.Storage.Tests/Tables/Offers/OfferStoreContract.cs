using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Statistics.Uplift;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Offers;

/// <summary>What every offer store does. The tests run in memory and on Azurite.</summary>
public abstract class OfferStoreContract
{
    private static readonly DateOnly May = new(2026, 5, 10);

    /// <summary>Makes a store and a shop of the test's own, so that tests share tables but no rows.</summary>
    protected abstract Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test);

    [Fact]
    public async Task AddAsync_OfferWithProductAndOutcome_ComesBackAsWritten()
    {
        var (store, shop) = await CreateAsync("offer-roundtrip");
        var offer = Of(shop, 1) with
        {
            Reasons = [new Reason(OfferRuleIds.Replenishment, true, ("daysSince", 30)) { Product = "green \"tea\", 100 g" }],
            SentOn = May, RedeemedOn = May.AddDays(1), Discount = 500, CustomerId = "77",
        };

        Assert.True(await store.AddAsync(offer, default));
        Assert.False(await store.AddAsync(offer with { Discount = 1 }, default));

        var read = (await store.GetAsync(shop.Id, offer.Id, default))!;
        Assert.True(offer.Reasons.SequenceEqual(read.Reasons));
        Assert.Equal(offer, read with { ETag = null, Reasons = offer.Reasons });
    }

    [Fact]
    public async Task ReplaceAsync_RowThatSomebodyElseWrote_IsRefused()
    {
        var (store, shop) = await CreateAsync("offer-conflict");
        await store.AddAsync(Of(shop, 1), default);
        var read = (await store.GetAsync(shop.Id, Of(shop, 1).Id, default))!;

        Assert.True(await store.ReplaceAsync(read with { Discount = 1 }, default));
        Assert.False(await store.ReplaceAsync(read with { Discount = 2 }, default));
    }

    [Fact]
    public async Task EraseAsync_OffersOfBothArms_LeaveTheirCountsAndNothingElse()
    {
        var (store, shop) = await CreateAsync("offer-erase");
        Offer[] all =
        [
            Of(shop, 1),
            Of(shop, 2, orders: 0),
            Of(shop, 3) with { State = OfferState.HeldOut },
            Of(shop, 4) with { First = false },
            Of(shop, 5),
        ];
        foreach (var offer in all)
        {
            await store.AddAsync(offer, default);
        }

        foreach (var offer in all[..4])
        {
            await store.EraseAsync(offer, OfferTrial.IsCounted(offer), default);
            await store.EraseAsync(offer, OfferTrial.IsCounted(offer), default);
        }

        Assert.Equal([all[4].Id], await store.ListAsync(shop.Id, default).Select(offer => offer.Id).ToListAsync());
        var left = Assert.Single(await store.ListErasedAsync(shop.Id, default).ToListAsync());
        Assert.Equal((OfferKind.SecondPurchase, (2026 * 4) + 1), (left.Kind, left.Quarter));
        Assert.Equal(new TwoArmTrial(new Proportion(1, 2), new Proportion(1, 1)), left.Counts);
    }

    [Fact]
    public async Task EraseAsync_TwentyAtOnce_EachIsCountedOnce()
    {
        var (store, shop) = await CreateAsync("offer-race");
        var all = Enumerable.Range(1, 20).Select(i => Of(shop, i)).ToList();
        foreach (var offer in all)
        {
            await store.AddAsync(offer, default);
        }

        await Task.WhenAll(all.Concat(all).Select(offer => store.EraseAsync(offer, true, default)));

        Assert.Equal(new Proportion(20, 20), Assert.Single(await store.ListErasedAsync(shop.Id, default).ToListAsync()).Counts.Treated);
        Assert.Empty(await store.ListAsync(shop.Id, default).ToListAsync());
    }

    [Fact]
    public async Task SaveDayTasksAsync_TwoWhoSawTheSameDay_TheSecondIsRefused()
    {
        var (store, shop) = await CreateAsync("offer-tasks");
        Assert.Null(await store.GetDayTasksAsync(shop.Id, default));
        var (one, two) = (new DayTasks(May, ["keyaccounttask-a-1", "keyaccounttask-b-1"]), new DayTasks(May, []));

        Assert.True(await store.SaveDayTasksAsync(shop.Id, one, default));
        Assert.False(await store.SaveDayTasksAsync(shop.Id, two, default));

        var read = (await store.GetDayTasksAsync(shop.Id, default))!;
        Assert.Equal(May, read.AsOf);
        Assert.True(one.Chosen.SequenceEqual(read.Chosen));
        Assert.True(await store.SaveDayTasksAsync(shop.Id, two with { AsOf = May.AddDays(1), ETag = read.ETag }, default));
        Assert.False(await store.SaveDayTasksAsync(shop.Id, two with { ETag = read.ETag }, default));
    }

    [Fact]
    public async Task SaveDayTasksAsync_AsManyAsADayHolds_FitIntoTheRow()
    {
        var (store, shop) = await CreateAsync("offer-many-tasks");
        var chosen = Enumerable.Range(0, DayTasks.MaxChosen)
            .Select(i => Of(shop, i) with { Kind = OfferKind.KeyAccountTask, Episode = "20260510.1a2b3c4d" })
            .Select(offer => offer.Id);

        Assert.True(await store.SaveDayTasksAsync(shop.Id, new DayTasks(May, [.. chosen]), default));

        Assert.Equal(DayTasks.MaxChosen, (await store.GetDayTasksAsync(shop.Id, default))!.Chosen.Length);
    }

    private static Offer Of(Shop shop, int buyer, int orders = 1) => new()
    {
        Buyer = new BuyerKey(shop.Id, BuyerId.Of(AnOrder.Of(shop, "1", "2026-05-01", $"buyer{buyer}@example.org").Buyer.Identifiers[0])),
        Kind = OfferKind.SecondPurchase,
        Episode = "1",
        FlaggedOn = May,
        ExpiresOn = May.AddDays(21),
        ClosesOn = May.AddDays(45),
        Reasons = [],
        State = OfferState.Closed,
        First = true,
        Outcome = new OfferOutcome(May.AddDays(46), orders, 4_000 * orders, Excluded: false),
    };
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteOfferStoreTests(AzuriteFixture azurite) : OfferStoreContract
{
    protected override async Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Offers, AShop.Named(test));
}

public sealed class MemoryOfferStoreTests : OfferStoreContract
{
    protected override Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IOfferStore, Shop)>((new MemoryStorage().Offers, AShop.Named(test)));
}
