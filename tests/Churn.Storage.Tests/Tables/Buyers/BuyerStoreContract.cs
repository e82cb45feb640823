using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Buyers;

/// <summary>What every buyer store does. The tests run in memory and on Azurite.</summary>
public abstract class BuyerStoreContract
{
    private static readonly Rulebook Rulebook = ARulebook.For(BusinessModel.GeneralRetail);

    /// <summary>Makes a store and a shop of the test's own, so that tests share tables but no rows.</summary>
    protected abstract Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test);

    [Fact]
    public async Task GetAsync_WrittenBuyer_ComesBackAsWritten()
    {
        var (store, shop) = await CreateAsync("roundtrip");
        var order = AnOrder.Of(shop, "A/1#ü?", "2026-06-01T10:00:00.1234567Z", phone: "030 123456", customerId: "77") with
        {
            Subscription = true,
        };
        var change = First(shop, order);

        Assert.Equal(WriteResult.Written, await store.WriteAsync(change, default));

        var read = (await store.GetAsync(change.Key, default))!;
        Assert.Equal(change.Buyer with { ETag = read.ETag, Ledgers = read.Ledgers }, read);
        Assert.Equal(change.Buyer.Ledgers, read.Ledgers);
        Assert.Equal("loyalty:1", Assert.Single(read.Offered.Records).EpisodeKey);
        Assert.Equal(OrderJson.Write(change.Orders[0]), OrderJson.Write((await store.GetOrderAsync(change.Key, order.Id, default))!));
    }

    [Fact]
    public async Task GetAsync_LongestListsOfFacts_ComeBackAsWritten()
    {
        var (store, shop) = await CreateAsync("lists");
        var change = First(shop, AnOrder.Of(shop, "0", "1999-12-31") with { Gift = GiftRules.Note });
        var facts = change.Buyer.Facts;
        for (var i = 0; i < 300; i++)
        {
            var lines = new OrderLine { Product = $"{i}".PadLeft(100, 'ü'), Quantity = 1_000_000_000 };
            var day = new DateOnly(2000, 1, 15).AddMonths(i);
            facts = BuyerFold.AddPurchase(facts, new Purchase
            {
                Day = day,
                NetValue = Currencies.Largest,
                DeliveryFee = Currencies.Largest,
                Discounted = true,
                Subscription = true,
                ContractUntil = day,
                Lines = [lines],
            });
        }

        await store.WriteAsync(change with { Buyer = change.Buyer with { Facts = facts } }, default);

        var read = (await store.GetAsync(change.Key, default))!.Facts;
        Assert.Equal(facts, read);
        Assert.Equal((240, 48, 40), (read.Months.Count, read.Recent.Count, read.Products.Count));
    }

    [Fact]
    public async Task GetAsync_BuyerWhoOrderedForCompanies_KeepsTheirNames()
    {
        var (store, shop) = await CreateAsync("companies");
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        var change = First(shop, order with { Buyer = order.Buyer with { CompanyId = "a b=/ü" } });
        var facts = change.Buyer.Facts with { Companies = change.Buyer.Facts.Companies.Add("acme") };
        change = change with { Buyer = change.Buyer with { Facts = facts } };

        await store.WriteAsync(change, default);

        Assert.Equal(["a b=/ü", "acme"], (await store.GetAsync(change.Key, default))!.Facts.Companies);
    }

    [Fact]
    public async Task GetAsync_NobodyThere_IsMissing()
    {
        var (store, shop) = await CreateAsync("missing");
        var key = First(shop, AnOrder.Of(shop, "1", "2026-06-01")).Key;

        Assert.Null(await store.GetAsync(key, default));
        Assert.Null(await store.GetOrderAsync(key, "1", default));
    }

    [Fact]
    public async Task CommitAsync_RowThatNobodyWroteMeanwhile_GivesTheETagThatTheNextReadHas()
    {
        var (store, shop) = await CreateAsync("receipt");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));

        var inserted = await store.CommitAsync(first, default);
        var replaced = await store.CommitAsync(first with { Buyer = first.Buyer with { ETag = inserted.ETag } }, default);

        Assert.Equal((WriteResult.Written, WriteResult.Written), (inserted.Result, replaced.Result));
        Assert.NotEqual(inserted.ETag, replaced.ETag);
        Assert.Equal(replaced.ETag, (await store.GetAsync(first.Key, default))!.ETag);
    }

    [Fact]
    public async Task CommitAsync_InsertOfABuyerWhoIsThere_ConflictsAndLeavesRowAndLedgerAlone()
    {
        var (store, shop) = await CreateAsync("insert");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);

        var again = first with { Buyer = first.Buyer with { Facts = first.Buyer.Facts with { Orders = 99 } }, Orders = [Entry(shop, "2")] };

        Assert.Equal(new WriteReceipt(WriteResult.Conflict, null), await store.CommitAsync(again, default));
        Assert.Equal(1, (await store.GetAsync(first.Key, default))!.Facts.Orders);
        Assert.Null(await store.GetOrderAsync(first.Key, "2", default));
    }

    [Fact]
    public async Task CommitAsync_OrderAlreadyThere_IsWrittenOverUnderTheRowsETag()
    {
        var (store, shop) = await CreateAsync("upsert");
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        var first = First(shop, order);
        await store.WriteAsync(first, default);
        var read = (await store.GetAsync(first.Key, default))!;
        var later = LedgerEntry.Of(order with { Version = order.Version + 1 });

        Assert.Equal(WriteResult.Written, await store.WriteAsync(new BuyerTransaction { Buyer = read, Orders = [later] }, default));

        Assert.Equal(order.Version + 1, (await store.GetOrderAsync(first.Key, "1", default))!.Order.Version);
    }

    [Fact]
    public async Task CommitAsync_StaleBuyer_ConflictsAndLeavesTheLedgerAlone()
    {
        var (store, shop) = await CreateAsync("stale");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var read = (await store.GetAsync(first.Key, default))!;
        var second = Adding(read, AnOrder.Of(shop, "2", "2026-06-02"));
        Assert.Equal(WriteResult.Written, await store.WriteAsync(second, default));

        var third = Adding(read, AnOrder.Of(shop, "3", "2026-06-03"));

        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(third, default));
        Assert.Null(await store.GetOrderAsync(read.Key, "3", default));
    }

    [Fact]
    public async Task ReadLedgerAsync_NeighboursInTheBucket_AreLeftOut()
    {
        var (store, shop) = await CreateAsync("ledger");
        var first = First(shop, AnOrder.Of(shop, "1", "2026-06-01"));
        await store.WriteAsync(first, default);
        var read = (await store.GetAsync(first.Key, default))!;
        await store.WriteAsync(Adding(read, AnOrder.Of(shop, "2", "2026-06-02")), default);

        var orders = await store.ReadLedgerAsync(read.Key, default).Select(entry => entry.Order.Id).ToListAsync();

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
            var read = (await store.GetAsync(first.Key, default))!;
            await store.WriteAsync(Adding(read, AnOrder.Of(shop, $"{order.Id}/again", "2026-06-02")), default);
        }

        var rows = await store.ScanLedgersAsync(shop.Id, First(shop, orders[0]).Key.Bucket, default).ToListAsync();

        var expected = orders.Select(order => (First(shop, order).Key.Buyer, order.Id))
            .OrderBy(pair => pair.Buyer.Value, StringComparer.Ordinal);
        Assert.Equal(
            expected.SelectMany(pair => new[] { (pair.Buyer, pair.Id), (pair.Buyer, $"{pair.Id}/again") }),
            rows.Select(row => (row.Partition, row.Entry.Order.Id)));
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

        var offered = scanned.Select(buyer => buyer with { Offered = AnOfferRecord.Memory(buyer.Key.Buyer, "vip:2026") });
        var written = await store.RewriteAsync([.. offered], default);

        Assert.Equal(2, written.Count);
        Assert.All(written, row => Assert.NotNull(row.ETag));
        var after = await store.ScanAsync(shop.Id, bucket, default).ToListAsync();
        Assert.Equal([true, false, true], after.Select(buyer => buyer.Offered.Knows("vip:2026")));
    }

    [Fact]
    public async Task CommitAsync_Removals_TakeTheOrderAwayAndAddTheSumInOneTransaction()
    {
        var (store, shop) = await CreateAsync("removals");
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        var first = First(shop, order);
        await store.WriteAsync(first with { Orders = [.. first.Orders, Entry(shop, "2")] }, default);
        var read = (await store.GetAsync(first.Key, default))!;
        var sum = ErasedTotals.Of([order], shop);
        var removal = new BuyerTransaction { Buyer = read, Removals = ["1"], Erased = sum };

        Assert.Equal(WriteResult.Written, await store.WriteAsync(removal, default));
        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(removal, default));

        Assert.Equal(["2"], await store.ReadLedgerAsync(first.Key, default).Select(entry => entry.Order.Id).ToListAsync());
        Assert.Equal(sum.Total, (await store.ReadErasedAsync(shop.Id, default)).Total);
    }

    [Fact]
    public async Task CommitAsync_RemovalOfWhatIsNotThere_ConflictsAndAddsNoSum()
    {
        var (store, shop) = await CreateAsync("removal-missing");
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        await store.WriteAsync(First(shop, order), default);
        var read = (await store.GetAsync(First(shop, order).Key, default))!;

        var removal = new BuyerTransaction { Buyer = read, Removals = ["2"], Erased = ErasedTotals.Of([order], shop) };

        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(removal, default));
        Assert.Equal(default, (await store.ReadErasedAsync(shop.Id, default)).Total);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RemoveOrderAsync_TwiceOverAnAlias_RemovesOnceCountsOnceAndLeavesTheRow(bool counted)
    {
        var (store, shop) = await CreateAsync($"remove-{counted}".ToLowerInvariant());
        var order = AnOrder.Of(shop, "1", "2026-06-01");
        var first = First(shop, order);
        await store.WriteAsync(first with { Buyer = Alias(first.Buyer), Orders = [.. first.Orders, Entry(shop, "2")] }, default);
        var before = await store.GetAsync(first.Key, default);
        var sum = counted ? ErasedTotals.Of([order], shop) : null;

        await store.RemoveOrderAsync(first.Key, "1", sum, default);
        await store.RemoveOrderAsync(first.Key, "1", sum, default);

        Assert.Equal(["2"], await store.ReadLedgerAsync(first.Key, default).Select(entry => entry.Order.Id).ToListAsync());
        Assert.Equal(sum?.Total ?? default, (await store.ReadErasedAsync(shop.Id, default)).Total);
        Assert.Equal(before!.ETag, (await store.GetAsync(first.Key, default))!.ETag);
    }

    [Fact]
    public async Task RemoveOrderAsync_SumsOfSeveralOrders_AddUp()
    {
        var (store, shop) = await CreateAsync("remove-sums");
        var orders = new[] { "1", "2", "3" }.Select(id => AnOrder.Of(shop, id, "2026-06-01")).ToList();
        var first = First(shop, orders[0]);
        await store.WriteAsync(first with { Buyer = Alias(first.Buyer), Orders = [.. orders.Select(LedgerEntry.Of)] }, default);

        foreach (var order in orders)
        {
            await store.RemoveOrderAsync(first.Key, order.Id, ErasedTotals.Of([order], shop), default);
        }

        Assert.Equal(ErasedTotals.Of(orders, shop).Total, (await store.ReadErasedAsync(shop.Id, default)).Total);
        Assert.Empty(await store.ReadLedgerAsync(first.Key, default).ToListAsync());
    }

    [Fact]
    public async Task ScanEventsAsync_AliasRetiredAndEmptyRowsThatHoldEvents_AreReturnedAndRowsWithoutEventsAreNot()
    {
        var (store, shop) = await CreateAsync("scan-events");
        var rows = InOneBucket(shop, 4).Select(order => First(shop, order).Buyer with { Outbox = Outbox.Empty }).ToList();
        var events = rows.Select(row => Outbox.Empty.Add(row.Key.Buyer, EventTypes.Split, null, "{}", RecorderScenario.Noon)).ToList();
        Buyer[] waiting =
        [
            Alias(rows[1]) with { Outbox = events[1] },
            rows[2] with { Retired = true, Outbox = events[2] },
            rows[3] with { Facts = BuyerFacts.None, Outbox = events[3] },
        ];
        foreach (var row in waiting.Append(rows[0]))
        {
            await store.WriteAsync(new BuyerTransaction { Buyer = row }, default);
        }

        var scanned = await store.ScanEventsAsync(shop.Id, rows[0].Key.Bucket, default).ToListAsync();

        Assert.Equal(waiting.Select(row => row.Key.Buyer.Value).Order(StringComparer.Ordinal), scanned.Select(row => row.Key.Buyer.Value));
        Assert.All(scanned, row => Assert.Single(row.Outbox.Pending));
    }

    [Fact]
    public async Task ScanAsync_AliasRetiredAndEmptyRows_AreLeftOutAndTheirLedgersAreScanned()
    {
        var (store, shop) = await CreateAsync("scan-buyers");
        var orders = InOneBucket(shop, 4);
        var changes = orders.Select(order => First(shop, order)).ToList();
        await store.WriteAsync(changes[0], default);
        await store.WriteAsync(changes[1] with { Buyer = Alias(changes[1].Buyer) }, default);
        await store.WriteAsync(changes[2] with { Buyer = changes[2].Buyer with { Retired = true } }, default);
        await store.WriteAsync(changes[3] with { Buyer = changes[3].Buyer with { Facts = BuyerFacts.None } }, default);

        var scanned = await store.ScanAsync(shop.Id, changes[0].Key.Bucket, default).Select(buyer => buyer.Key).ToListAsync();
        var ledgers = await store.ScanLedgersAsync(shop.Id, changes[0].Key.Bucket, default).Select(row => row.Entry.Order.Id).ToListAsync();

        Assert.Equal([changes[0].Key], scanned);
        Assert.Equal(orders.Select(order => order.Id).Order(StringComparer.Ordinal), ledgers.Order(StringComparer.Ordinal));
        Assert.Equal(Alias(changes[1].Buyer).MergedInto, (await store.GetAsync(changes[1].Key, default))!.MergedInto);
        Assert.True((await store.GetAsync(changes[2].Key, default))!.Retired);
    }

    private static Buyer Alias(Buyer buyer) => buyer with { MergedInto = new BuyerId($"c{new string('0', 32)}"), Facts = BuyerFacts.None };

    private static BuyerTransaction First(Shop shop, Order order)
    {
        var facts = BuyerFold.Fold([order], shop);
        return new BuyerTransaction
        {
            Buyer = new Buyer
            {
                Key = new BuyerKey(shop.Id, BuyerId.Of(order.Buyer.Identifiers[0])),
                Facts = facts,
                Class = Classifier.Classify(facts, Rulebook, new DateOnly(2026, 11, 22)),
                Offered = AnOfferRecord.Memory(BuyerId.Of(order.Buyer.Identifiers[0]), "loyalty:1"),
                Feedback = BuyerFeedback.None
                    .With(new FeedbackAnswer(FeedbackKind.Nps, 9, order.PlacedAt))
                    .With(new FeedbackAnswer(FeedbackKind.Csat, 4, order.PlacedAt)),
                Evidence = Evidence.None.With(new EvidenceSet(order.Buyer.Identifiers, order.PlacedAt, order.PlacedAt.AddDays(1))),
                Ledgers = [new BuyerId($"p{new string('1', 32)}"), new BuyerId($"e{new string('2', 32)}-3")],
                ErasedBefore = order.PlacedAt.AddYears(-1),
            },
            Orders = [LedgerEntry.Of(order)],
        };
    }

    private static BuyerTransaction Adding(Buyer buyer, Order order) => new() { Buyer = buyer, Orders = [LedgerEntry.Of(order)] };

    private static LedgerEntry Entry(Shop shop, string id) => LedgerEntry.Of(AnOrder.Of(shop, id, "2026-06-02"));

    private static List<Order> InOneBucket(Shop shop, int count)
    {
        var orders = Enumerable.Range(0, 5_000).Select(i => AnOrder.Of(shop, $"{i}", "2026-06-01", email: $"buyer{i}@example.org"));
        var buckets = orders.GroupBy(order => new BuyerKey(shop.Id, BuyerId.Of(order.Buyer.Identifiers[0])).Bucket);
        return [.. buckets.First(group => group.Count() >= count).Take(count)];
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteBuyerStoreTests(AzuriteFixture azurite) : BuyerStoreContract
{
    protected override async Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Buyers, AShop.Named(test));
}

public sealed class MemoryBuyerStoreTests : BuyerStoreContract
{
    protected override Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IBuyerStore, Shop)>((new MemoryStorage().Buyers, AShop.Named(test)));
}
