using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Feedback;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

/// <summary>What every buyer store holds to; run on memory and on Azurite.</summary>
public abstract class BuyerStoreContract
{
    private static readonly Rulebook Rulebook = ARulebook.For(BusinessModel.GeneralRetail);

    /// <summary>A shop of the test's own, so that tests share tables and not rows.</summary>
    protected abstract Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test);

    [Fact]
    public async Task GetAsync_WrittenBuyer_ComesBackAsWritten()
    {
        var (store, shop) = await CreateAsync("roundtrip");
        var order = AnOrder.Of(shop, "A/1#ü?", "2026-06-01T10:00:00.1234567Z", phone: "030 123456", customerId: "77") with { Subscription = true };
        var change = First(shop, order);

        Assert.Equal(WriteResult.Written, await store.WriteAsync(change, default));

        var read = (await store.GetAsync(change.Key, default)).Buyer!;
        Assert.Equal(change.Buyer!.Facts with { Identifiers = [] }, read.Facts with { Identifiers = [] });
        Assert.True(change.Buyer!.Facts.Identifiers.SetEquals(read.Facts.Identifiers));
        Assert.Equal(change.Buyer!.Class, read.Class);
        Assert.Equal((change.Buyer!.Offered, change.Buyer!.Feedback), (read.Offered, read.Feedback));
        Assert.Equal("loyalty:1", Assert.Single(read.Offered.Memos).EpisodeKey);
        var row = await store.GetOrderAsync(change.Key, order.Id, default);
        Assert.Equal(OrderJson.Write(change.Orders[0].Entry), OrderJson.Write(row!.Entry));
    }

    [Fact]
    public async Task GetAsync_LongestListsOfFacts_ComeBackAsWritten()
    {
        var (store, shop) = await CreateAsync("lists");
        var change = First(shop, AnOrder.Of(shop, "0", "1999-12-31") with { Gift = GiftRules.Note });
        var facts = change.Buyer!.Facts;
        for (var i = 0; i < 300; i++)
        {
            var lines = new OrderLine { Product = $"{i}".PadLeft(100, 'ü'), Quantity = 1_000_000_000 };
            var day = new DateOnly(2000, 1, 15).AddMonths(i);
            facts = BuyerFold.AddPurchase(facts, new Purchase
            {
                Day = day, NetValue = Currencies.Largest, DeliveryFee = Currencies.Largest, Discounted = true, Subscription = true, ContractUntil = day, Lines = [lines],
            });
        }

        await store.WriteAsync(change with { Buyer = change.Buyer with { Facts = facts } }, default);

        var read = (await store.GetAsync(change.Key, default)).Buyer!.Facts;
        Assert.Equal(facts with { Identifiers = [] }, read with { Identifiers = [] });
        Assert.Equal((240, 48, 40), (read.Months.Count, read.Recent.Count, read.Products.Count));
    }

    [Fact]
    public async Task GetAsync_BuyerWhoOrderedForCompanies_KeepsTheirNames()
    {
        var (store, shop) = await CreateAsync("companies");
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        var change = First(shop, order with { Buyer = order.Buyer with { CompanyId = "a b=/ü" } });
        change = change with { Buyer = change.Buyer! with { Facts = change.Buyer.Facts with { Companies = change.Buyer.Facts.Companies.Add("acme") } } };

        await store.WriteAsync(change, default);

        Assert.Equal(["a b=/ü", "acme"], (await store.GetAsync(change.Key, default)).Buyer!.Facts.Companies);
    }

    [Fact]
    public async Task GetAsync_NobodyThere_IsMissing()
    {
        var (store, shop) = await CreateAsync("missing");
        var key = First(shop, AnOrder.Of(shop, "1", "2026-06-01")).Key;

        Assert.Equal(BuyerRow.Missing, await store.GetAsync(key, default));
        Assert.Null(await store.GetOrderAsync(key, "1", default));
    }

    [Fact]
    public async Task WriteAsync_OrderAlreadyThere_ConflictsAndLeavesTheBuyerAlone()
    {
        var (store, shop) = await CreateAsync("insert");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var before = (await store.GetAsync(first.Key, default)).Buyer!;

        var again = first with { Buyer = before with { Facts = before.Facts with { Orders = 99 } } };

        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(again, default));
        Assert.Equal(1, (await store.GetAsync(first.Key, default)).Buyer!.Facts.Orders);
    }

    [Fact]
    public async Task WriteAsync_StaleBuyer_ConflictsAndLeavesTheLedgerAlone()
    {
        var (store, shop) = await CreateAsync("stale");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var read = (await store.GetAsync(first.Key, default)).Buyer!;
        var second = Adding(read, AnOrder.Of(shop, "2", "2026-06-02"));
        Assert.Equal(WriteResult.Written, await store.WriteAsync(second, default));

        var third = Adding(read, AnOrder.Of(shop, "3", "2026-06-03"));

        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(third, default));
        Assert.Null(await store.GetOrderAsync(read.Key, "3", default));
    }

    [Fact]
    public async Task WriteAsync_OrderNewToTheBucketThatANeighbourHolds_IsRefusedAndTheIndexKeepsTheNeighbour()
    {
        var (store, shop) = await CreateAsync("held");
        var orders = InOneBucket(shop, 2);
        var (holder, other) = (First(shop, orders[0]), First(shop, orders[1] with { Id = orders[0].Id }) with { NewToBucket = true });
        Assert.Equal(WriteResult.Written, await store.WriteAsync(holder with { NewToBucket = true }, default));

        Assert.Equal(WriteResult.HeldElsewhere, await store.WriteAsync(other, default));

        Assert.Equal(BuyerRow.Missing, await store.GetAsync(other.Key, default));
        Assert.Equal([holder.Key], await store.FindOrderAsync(shop.Id, orders[0].Id, default));
        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(holder with { NewToBucket = true }, default));
        Assert.Equal(WriteResult.Written, await store.WriteAsync(other with { NewToBucket = false }, default));
    }

    [Fact]
    public async Task ReadLedgerAsync_NeighboursInTheBucket_AreLeftOut()
    {
        var (store, shop) = await CreateAsync("ledger");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var read = (await store.GetAsync(first.Key, default)).Buyer!;
        await store.WriteAsync(Adding(read, AnOrder.Of(shop, "2", "2026-06-02")), default);

        var orders = await store.ReadLedgerAsync(read.Key, default).Select(row => row.Entry.Order.Id).ToListAsync();

        Assert.Equal(["1", "2"], orders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ScanLedgersAsync_ThreeBuyersOfABucket_GivesEachLedgerInOnePiece()
    {
        var (store, shop) = await CreateAsync("scan");
        var orders = InOneBucket(shop, 3);
        foreach (var order in orders)
        {
            var first = First(shop, order);
            await store.WriteAsync(first, default);
            var read = (await store.GetAsync(first.Key, default)).Buyer!;
            await store.WriteAsync(Adding(read, AnOrder.Of(shop, $"{order.Id}/again", "2026-06-02")), default);
        }

        var rows = await store.ScanLedgersAsync(shop.Id, First(shop, orders[0]).Key.Bucket, default).ToListAsync();

        var expected = orders.Select(order => (First(shop, order).Key.Buyer, order.Id)).OrderBy(pair => pair.Buyer.Value, StringComparer.Ordinal);
        Assert.Equal(expected.SelectMany(pair => new[] { (pair.Buyer, pair.Id), (pair.Buyer, $"{pair.Id}/again") }), rows.Select(row => (row.Buyer, row.Row.Entry.Order.Id)));
    }

    [Fact]
    public async Task RewriteAsync_OneOfThreeChangedMeanwhile_WritesTheOthers()
    {
        var (store, shop) = await CreateAsync("rewrite");
        var orders = InOneBucket(shop, 3);
        foreach (var order in orders)
        {
            Assert.Equal(WriteResult.Written, await store.WriteAsync(First(shop, order), default));
        }

        var bucket = First(shop, orders[0]).Key.Bucket;
        var scanned = await store.ScanAsync(shop.Id, bucket, default).ToListAsync();
        await store.WriteAsync(Adding(scanned[1], AnOrder.Of(shop, "later", "2026-07-01")), default);

        var written = await store.RewriteAsync([.. scanned.Select(buyer => buyer with { Offered = AMemo.Memory(buyer.Key.Buyer, "vip:2026") })], default);

        Assert.Equal(2, written.Count);
        Assert.All(written, row => Assert.NotNull(row.ETag));
        var after = await store.ScanAsync(shop.Id, bucket, default).ToListAsync();
        Assert.Equal([true, false, true], after.Select(buyer => buyer.Offered.Knows("vip:2026")));
    }

    [Fact]
    public async Task WriteAsync_AliasWithRemovals_MovesTheLedgerAway()
    {
        var (store, shop) = await CreateAsync("alias");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var buyer = (await store.GetAsync(first.Key, default)).Buyer!;
        var into = BuyerId.Of(AnOrder.Of(shop, "9", "2026-06-01", email: "other@example.org").Buyer.Identifiers[0]);
        Assert.Equal([first.Key], await store.FindOrderAsync(shop.Id, "1", default));

        Assert.Equal(WriteResult.Written, await store.WriteAsync(new BuyerChange { Alias = new BuyerAlias(first.Key, into, buyer.ETag) }, default));
        var alias = (await store.GetAsync(first.Key, default)).Alias!;
        var rows = await store.ReadLedgerAsync(first.Key, default).ToListAsync();
        Assert.Equal(WriteResult.Written, await store.WriteAsync(new BuyerChange { Alias = alias, Removals = rows }, default));

        Assert.Equal(into, alias.MergedInto);
        Assert.Empty(await store.ReadLedgerAsync(first.Key, default).ToListAsync());
        Assert.Empty(await store.FindOrderAsync(shop.Id, "1", default));
        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(new BuyerChange { Alias = alias, Removals = rows }, default));
        Assert.DoesNotContain(await store.ScanAsync(shop.Id, first.Key.Bucket, default).ToListAsync(), b => b.Key == first.Key);
    }

    private static BuyerChange First(Shop shop, Order order)
    {
        var facts = BuyerFold.Fold([order], shop);
        return new BuyerChange
        {
            Buyer = new Buyer
            {
                Key = new BuyerKey(shop.Id, BuyerId.Of(order.Buyer.Identifiers[0])),
                Facts = facts,
                Class = Classifier.Classify(facts, Rulebook, new DateOnly(2026, 11, 22)),
                Offered = AMemo.Memory(BuyerId.Of(order.Buyer.Identifiers[0]), "loyalty:1"),
                Feedback = BuyerFeedback.None.With(new FeedbackAnswer(FeedbackKind.Nps, 9, order.PlacedAt)).With(new FeedbackAnswer(FeedbackKind.Csat, 4, order.PlacedAt)),
            },
            Orders = [new LedgerWrite(LedgerEntry.Of(order), null)],
        };
    }

    private static BuyerChange Adding(Buyer buyer, Order order) => new() { Buyer = buyer, Orders = [new LedgerWrite(LedgerEntry.Of(order), null)] };

    private static List<Order> InOneBucket(Shop shop, int count)
    {
        var orders = Enumerable.Range(0, 5_000).Select(i => AnOrder.Of(shop, $"{i}", "2026-06-01", email: $"buyer{i}@example.org"));
        return [.. orders.GroupBy(order => new BuyerKey(shop.Id, BuyerId.Of(order.Buyer.Identifiers[0])).Bucket).First(group => group.Count() >= count).Take(count)];
    }
}
