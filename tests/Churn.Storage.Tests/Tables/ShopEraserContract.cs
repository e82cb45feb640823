using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Tables;

/// <summary>What the erasure of a shop leaves behind; run on memory and on Azurite.</summary>
public abstract class ShopEraserContract
{
    private static readonly DateTimeOffset Left = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Sent = Left.AddDays(2);

    protected abstract Task<NoticeScenario> CreateAsync(params Shop[] shops);

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

        Assert.Equal(NoticeOutcome.Begun, begun.Outcome);
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
        var events = new[] { shop, other }.Select(of => new ChurnEvent { Shop = of.Id, Id = $"run-{of.Id}", Type = EventTypes.RunFinished, Subject = "runs", At = Left, Data = "{}" });
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
        for (var range = 0; range < 7 && scenario.Notices.TryDequeue(out var next); range++)
        {
            await scenario.Handler.HandleAsync(next.Notice, default);
            await scenario.Handler.HandleAsync(next.Notice, default);
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
        var first = Enumerable.Range(0, 16).Select(_ => scenario.Notices.TryDequeue(out var next) ? next.Notice : null).ToList();
        foreach (var notice in first)
        {
            await scenario.Handler.HandleAsync(notice!, default);
        }

        Assert.All(scenario.Notices, sent => Assert.True(sent.Delay > TimeSpan.FromMinutes(11) && sent.Notice.Erasure!.Again));
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
        await scenario.Handler.HandleAsync(new Notice { Shop = shop.Id, Uninstallation = new Uninstallation(Left) }, default);
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

        Assert.Equal(NoticeOutcome.LeftAlone, result.Outcome);
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
            await scenario.Handler.HandleAsync(new Notice { Shop = shop.Id, Uninstallation = new Uninstallation(at) }, default);
        }

        Assert.Equal(new ShopRecord { UninstalledAt = Sent }, await scenario.Stores.Records.GetAsync(shop.Id, default));
    }

    private static Task<NoticeResult> RedactAsync(NoticeScenario scenario, Shop shop) => scenario.Handler.HandleAsync(
        new Notice { Shop = shop.Id, Privacy = new PrivacyRequest { Kind = PrivacyRequestKind.EraseShop, SentAt = Sent } }, default);

    private static Order[] Orders(Shop shop) =>
        [.. Enumerable.Range(1, 6).Select(i => AnOrder.Of(shop, $"{i}", $"2026-0{i}-03", $"b{i % 4}@example.org", customerId: $"{i % 4}"))];

    private static async Task RecordAsync(NoticeScenario scenario, Shop shop)
    {
        foreach (var order in Orders(shop))
        {
            await scenario.Recording.Recorder.RecordAsync(order, default);
        }
    }

    private static async Task AddBesideAsync(NoticeScenario scenario, Shop shop)
    {
        var buyer = (await scenario.Recording.Recorder.RecordAsync(Orders(shop)[0], default)).Key;
        await scenario.Stores.Offers.AddAsync(
            new Offer { Buyer = buyer, Kind = OfferKind.Loyalty, Episode = "1", FlaggedOn = new DateOnly(2026, 10, 1), ExpiresOn = new DateOnly(2026, 10, 31), ClosesOn = new DateOnly(2026, 11, 30), Reasons = [] }, default);
        await scenario.Stores.Exports.WriteAsync(new ExportHeader { Shop = shop.Id, Id = "1", MadeOn = Left, ExpiresOn = Left.AddDays(30) }, "{}", default);
        await scenario.Recording.Storage.GiveUpAsync(Orders(shop)[0]);
    }

    private static async Task<ErasedMonth> TotalsAsync(NoticeScenario scenario, Shop shop) => (await scenario.Recording.Buyers.ReadErasedAsync(shop.Id, default)).Total
        + ErasedTotals.Of(await LedgerAsync(scenario, shop), shop).Total;

    private static async Task<int> LedgerRowsAsync(NoticeScenario scenario, Shop shop) => (await LedgerAsync(scenario, shop)).Count;

    private static async Task<List<Order>> LedgerAsync(NoticeScenario scenario, Shop shop)
    {
        var orders = new List<Order>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            orders.AddRange(await scenario.Recording.Buyers.ScanLedgersAsync(shop.Id, Buckets.Name(bucket), default).Select(found => found.Entry.Effective).ToListAsync());
        }

        return orders;
    }
}
