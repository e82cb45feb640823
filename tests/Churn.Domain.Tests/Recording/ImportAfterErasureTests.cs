using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Recording;

/// <summary>Imports an old export with people and orders that were erased since.</summary>
public sealed class ImportAfterErasureTests
{
    private static readonly DateTimeOffset Before = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Shop Shop = AShop.Named("import-erased");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ImportAsync_OrdersOfSomebodyErased_AreLeftOutWhetherOrNotTheyStillNameThePerson(bool named)
    {
        var scenario = await ErasedAsync();
        var erased = await scenario.Recording.Buyers.ReadErasedAsync(Shop.Id, default);

        var counts = await ImportAsync(scenario, [.. Theirs().Select(order => named ? order : Nameless(order)), Other()]);

        Assert.Equal(new ImportCounts(0, 0, 1, Erased: 3), counts);
        Assert.Equal(["9"], await OrdersAsync(scenario));
        Assert.Equal(erased.Total, (await scenario.Recording.Buyers.ReadErasedAsync(Shop.Id, default)).Total);
    }

    [Fact]
    public async Task ImportAsync_OrderThatARequestNamedAlone_IsLeftOutAndItsBuyersOthersAreNot()
    {
        var scenario = ShopRequestScenario.InMemory(Shop);
        await scenario.Recording.Recorder.RecordAsync(Theirs()[0], default);
        var redaction = Redaction("somebody-else@example.org");
        await scenario.Handler.HandleAsync(redaction with { Privacy = redaction.Privacy! with { OrderIds = ["1"] } }, default);

        var counts = await ImportAsync(scenario, Theirs());

        Assert.Equal(new ImportCounts(2, 0, 0, Erased: 1), counts);
        Assert.Equal(["2", "3"], await OrdersAsync(scenario));
    }

    [Fact]
    public async Task ImportAsync_OrderPlacedAfterTheErasure_IsTakenAndTheOlderOnesAreNot()
    {
        var scenario = await ErasedAsync();

        var counts = await ImportAsync(scenario, [.. Theirs(), AnOrder.Of(Shop, "20", "2026-11-10", "jo@example.org", customerId: "77")]);

        Assert.Equal(new ImportCounts(1, 0, 0, Erased: 3), counts);
        Assert.Equal(["20", "9"], await OrdersAsync(scenario));
    }

    [Fact]
    public async Task ImportAsync_ShopThatWasErased_BeginsANewLifeThatALateRequestLeavesAlone()
    {
        var scenario = ShopRequestScenario.InMemory(Shop);
        var request = new PrivacyRequest { Kind = PrivacyRequestKind.EraseShop, SentAt = Before };
        var redaction = new ShopRequest { Shop = Shop.Id, Privacy = request };
        await scenario.Handler.HandleAsync(redaction, default);

        await ImportAsync(scenario, Theirs());
        await scenario.DrainAsync();

        Assert.Equal(["1", "2", "3"], await OrdersAsync(scenario));
        Assert.Equal(ShopRequestOutcome.LeftAlone, (await scenario.Handler.HandleAsync(redaction, default)).Outcome);
        Assert.False(await scenario.Gate.IsErasedAsync(Shop.Id, Before.AddDays(-1), default));
    }

    private static async Task<ShopRequestScenario> ErasedAsync()
    {
        var scenario = ShopRequestScenario.InMemory(Shop);
        foreach (var order in Theirs().Append(Other()))
        {
            await scenario.Recording.Recorder.RecordAsync(order, default);
        }

        await scenario.Handler.HandleAsync(Redaction("jo@example.org"), default);
        return scenario;
    }

    private static Order[] Theirs() =>
    [
        AnOrder.Of(Shop, "1", "2026-05-03", "jo@example.org"),
        AnOrder.Of(Shop, "2", "2026-06-04", "jo@example.org", customerId: "77"),
        AnOrder.Of(Shop, "3", "2026-07-06", null, customerId: "77"),
    ];

    private static Order Other() => AnOrder.Of(Shop, "9", "2026-05-01", "other@example.org");

    private static Order Nameless(Order order) => order with { Buyer = IdentityHasher.Identify(Shop, order.Id, null, null, null) };

    private static ShopRequest Redaction(string email) => new()
    {
        Shop = Shop.Id,
        Privacy = new PrivacyRequest
        {
            Kind = PrivacyRequestKind.ErasePerson,
            Person = IdentityHasher.Identify(Shop, "", email, null, null).Identifiers,
            SentAt = Before,
        },
    };

    private static Task<ImportCounts> ImportAsync(ShopRequestScenario scenario, IEnumerable<Order> orders) =>
        scenario.Recording.Importer.ImportAsync(Shop.Id, orders.ToAsyncEnumerable(), 100, _ => { }, default);

    private static async Task<List<string>> OrdersAsync(ShopRequestScenario scenario)
    {
        var orders = new List<string>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            var entries = scenario.Recording.Buyers.ScanLedgersAsync(Shop.Id, Buckets.Name(bucket), default);
            orders.AddRange(await entries.Select(found => found.Entry.Order.Id).ToListAsync());
        }

        return [.. orders.Order(StringComparer.Ordinal)];
    }
}
