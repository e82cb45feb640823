using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Storage.Tests.Tables.Privacy;

/// <summary>What the erasure of a shop leaves behind. The tests run in memory and on Azurite.</summary>
public abstract class ShopEraserContract
{
    private static readonly DateTimeOffset Left = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Sent = Left.AddDays(2);

    protected abstract Task<ShopRequestScenario> CreateAsync(params Shop[] shops);

    [Fact]
    public async Task Redact_ShopBesideAnother_LeavesTotalsAndATombstoneAndTheOther()
    {
        var (shop, other) = (AShop.Named("redacted"), AShop.Named("redacted-not"));
        var scenario = await CreateAsync(shop, other);
        await RecordAsync(scenario, shop);
        await RecordAsync(scenario, other);
        var (before, beside) = (await TotalsAsync(scenario, shop), await TotalsAsync(scenario, other));
        await AddBesideAsync(scenario, shop);

        var begun = await RedactAsync(scenario, shop);
        Assert.Equal(32, await scenario.DrainAsync());

        Assert.Equal(ShopRequestOutcome.Begun, begun.Outcome);
        Assert.Equal((before, 0), (await TotalsAsync(scenario, shop), await LedgerRowsAsync(scenario, shop)));
        Assert.Equal((beside, 6), (await TotalsAsync(scenario, other), await LedgerRowsAsync(scenario, other)));
        Assert.Null(await scenario.Recording.Identities.LookUpAsync(shop.Id, Orders(shop)[0].Buyer.Identifiers[0], default));
        Assert.Empty(await scenario.Stores.Offers.ListAsync(shop.Id, default).ToListAsync());
        Assert.Empty(await scenario.Stores.Exports.ListAsync(shop.Id, default).ToListAsync());
        Assert.Equal(0, await scenario.Recording.Storage.PoisonQueues.CountAsync("orders", default));
        Assert.Equal(Sent, (await scenario.Stores.Records.GetAsync(shop.Id, default)).ErasedBefore);
    }

    [Fact]
    public async Task Redact_EventsThatNobodyHasTaken_GoAndThoseOfOtherShopsStay()
    {
        var (shop, other) = (AShop.Named("redacted-events"), AShop.Named("redacted-events-not"));
        var scenario = await CreateAsync(shop, other);
        var events = new[] { shop, other }.Select(of => new ChurnEvent
        {
            Shop = of.Id, Id = $"run-{of.Id}", Type = EventTypes.RunFinished, Subject = "runs", At = Left, Data = "{}",
        });
        await scenario.Recording.Events.SendAsync([.. events], default);

        await RedactAsync(scenario, shop);
        await scenario.DrainAsync();

        Assert.Equal(other.Id, Assert.Single(scenario.Recording.Queues.Events).Shop);
    }

    [Fact]
    public async Task Redact_StoppedHalfwayAndDeliveredAgain_CountsNothingTwice()
    {
        var shop = AShop.Named("redacted-twice");
        var scenario = await CreateAsync(shop);
        await RecordAsync(scenario, shop);
        var before = await TotalsAsync(scenario, shop);
        await RedactAsync(scenario, shop);
        for (var range = 0; range < 7 && scenario.ShopRequests.TryDequeue(out var next); range++)
        {
            await scenario.Handler.HandleAsync(next.ShopRequest, default);
            await scenario.Handler.HandleAsync(next.ShopRequest, default);
        }

        await RedactAsync(scenario, shop);
        await scenario.DrainAsync();
        await RedactAsync(scenario, shop);
        await scenario.DrainAsync();

        Assert.Equal((before, 0), (await TotalsAsync(scenario, shop), await LedgerRowsAsync(scenario, shop)));
    }

    [Fact]
    public async Task Redact_WorkerThatWroteBehindTheFirstPass_IsErasedByTheSecond()
    {
        var shop = AShop.Named("redacted-race");
        var scenario = await CreateAsync(shop);
        await RecordAsync(scenario, shop);
        await RedactAsync(scenario, shop);
        var first = Enumerable.Range(0, 16).Select(_ => scenario.ShopRequests.TryDequeue(out var next) ? next.ShopRequest : null).ToList();
        foreach (var shopRequest in first)
        {
            await scenario.Handler.HandleAsync(shopRequest!, default);
        }

        Assert.All(scenario.ShopRequests, sent => Assert.True(sent.Delay > TimeSpan.FromMinutes(11) && sent.ShopRequest.Erasure!.Again));
        await scenario.Recording.Recorder.RecordAsync(Orders(shop)[3], default);
        await scenario.DrainAsync();

        Assert.Equal(0, await LedgerRowsAsync(scenario, shop));
    }

    [Fact]
    public async Task Gate_AfterARedaction_KeepsOutWhatIsOlderAndLetsInWhatIsNewer()
    {
        var shop = AShop.Named("redacted-gate");
        var scenario = await CreateAsync(shop);
        await RedactAsync(scenario, shop);

        Assert.True(await scenario.Gate.IsErasedAsync(shop.Id, Sent.AddTicks(-1), default));
        Assert.True(await scenario.Gate.IsErasedAsync(shop.Id, null, default));
        Assert.False(await scenario.Gate.IsErasedAsync(shop.Id, Sent, default));

        await scenario.Stores.Records.NoteAsync(shop.Id, new ShopRecord { ImportedAt = Sent.AddDays(1) }, default);
        scenario.Recording.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await scenario.Gate.IsErasedAsync(shop.Id, Sent.AddTicks(-1), default));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("import")]
    public async Task Redact_ShopInUseAgainSinceItLeft_ErasesNothing(string how)
    {
        var shop = AShop.Named($"reinstalled-{how}");
        var scenario = await CreateAsync(shop);
        await RecordAsync(scenario, shop);
        await scenario.Handler.HandleAsync(new ShopRequest { Shop = shop.Id, Uninstallation = new Uninstallation(Left) }, default);
        if (how == "order")
        {
            await scenario.Recording.Recorder.RecordAsync(AnOrder.Of(shop, "new", "2026-11-11", "new@example.org"), default);
        }
        else
        {
            await scenario.Stores.Records.NoteAsync(shop.Id, new ShopRecord { ImportedAt = Left.AddHours(1) }, default);
        }

        var rows = await LedgerRowsAsync(scenario, shop);
        var result = await RedactAsync(scenario, shop);

        Assert.Equal(ShopRequestOutcome.LeftAlone, result.Outcome);
        Assert.Equal((0, rows), (await scenario.DrainAsync(), await LedgerRowsAsync(scenario, shop)));
        Assert.Null((await scenario.Stores.Records.GetAsync(shop.Id, default)).ErasedBefore);
    }

    [Fact]
    public async Task NoteAsync_OlderUninstallation_DoesNotReplaceTheNewer()
    {
        var shop = AShop.Named("noted");
        var scenario = await CreateAsync(shop);

        foreach (var at in new[] { Left, Sent, Left })
        {
            await scenario.Handler.HandleAsync(new ShopRequest { Shop = shop.Id, Uninstallation = new Uninstallation(at) }, default);
        }

        Assert.Equal(new ShopRecord { UninstalledAt = Sent }, await scenario.Stores.Records.GetAsync(shop.Id, default));
    }

    private static Task<ShopRequestResult> RedactAsync(ShopRequestScenario scenario, Shop shop) => scenario.Handler.HandleAsync(
        new ShopRequest { Shop = shop.Id, Privacy = new PrivacyRequest { Kind = PrivacyRequestKind.EraseShop, SentAt = Sent } }, default);

    private static Order[] Orders(Shop shop) =>
        [.. Enumerable.Range(1, 6).Select(i => AnOrder.Of(shop, $"{i}", $"2026-0{i}-03", $"b{i % 4}@example.org", customerId: $"{i % 4}"))];

    private static async Task RecordAsync(ShopRequestScenario scenario, Shop shop)
    {
        foreach (var order in Orders(shop))
        {
            await scenario.Recording.Recorder.RecordAsync(order, default);
        }
    }

    private static async Task AddBesideAsync(ShopRequestScenario scenario, Shop shop)
    {
        var buyer = (await scenario.Recording.Recorder.RecordAsync(Orders(shop)[0], default)).Key;
        var offer = new Offer
        {
            Buyer = buyer,
            Kind = OfferKind.Loyalty,
            Episode = "1",
            FlaggedOn = new DateOnly(2026, 10, 1),
            ExpiresOn = new DateOnly(2026, 10, 31),
            ClosesOn = new DateOnly(2026, 11, 30),
            Reasons = [],
        };
        await scenario.Stores.Offers.AddAsync(offer, default);
        var export = new ExportHeader { Shop = shop.Id, Id = "1", MadeOn = Left, ExpiresOn = Left.AddDays(30) };
        await scenario.Stores.Exports.WriteAsync(export, "{}", default);
        await scenario.Recording.Storage.GiveUpAsync(Orders(shop)[0]);
    }

    private static async Task<ErasedMonth> TotalsAsync(ShopRequestScenario scenario, Shop shop) =>
        (await scenario.Recording.Buyers.ReadErasedAsync(shop.Id, default)).Total
        + ErasedTotals.Of(await LedgerAsync(scenario, shop), shop).Total;

    private static async Task<int> LedgerRowsAsync(ShopRequestScenario scenario, Shop shop) => (await LedgerAsync(scenario, shop)).Count;

    private static async Task<List<Order>> LedgerAsync(ShopRequestScenario scenario, Shop shop)
    {
        var orders = new List<Order>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            var rows = scenario.Recording.Buyers.ScanLedgersAsync(shop.Id, Buckets.Name(bucket), default);
            orders.AddRange(await rows.Select(found => found.Entry.Effective).ToListAsync());
        }

        return orders;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteShopEraserTests(AzuriteFixture azurite) : ShopEraserContract
{
    [Fact]
    public async Task EraseBucketAsync_EveryBucket_LeavesNoRowOfTheShopButItsSums()
    {
        var shop = AShop.Named("erased-raw");
        var stores = await StoreFixture.CreateAsync(azurite);
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, shop);
        for (var i = 0; i < 250; i++)
        {
            var order = AnOrder.Of(shop, $"{i}", "2026-01-01", email: $"b{i % 3}@example.org", customerId: $"{i % 3}");
            await scenario.Recorder.RecordAsync(order, default);
        }

        var orders = 0;
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            orders += await stores.Contents.EraseBucketAsync(shop, Buckets.Name(bucket), default);
        }

        Assert.Equal(250, orders);
        Assert.Equal(new ErasedMonth(250, 250, 1_250_000), (await stores.Buyers.ReadErasedAsync(shop.Id, default)).Total);
        foreach (var table in TableNames.All)
        {
            await foreach (var row in stores.Tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                Assert.Equal("t:erased", row.RowKey);
            }
        }
    }

    protected override async Task<ShopRequestScenario> CreateAsync(params Shop[] shops) =>
        new(await StoreFixture.CreateAsync(azurite), shops);
}

public sealed class MemoryShopEraserTests : ShopEraserContract
{
    protected override Task<ShopRequestScenario> CreateAsync(params Shop[] shops) => Task.FromResult(ShopRequestScenario.InMemory(shops));
}
