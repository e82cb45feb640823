using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Privacy;

public sealed class PersonExporterTests
{
    private static readonly Shop Shop = AShop.Named("export");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly PersonExporter _exporter;

    public PersonExporterTests() => _exporter = new PersonExporter(
        _scenario.Buyers,
        _scenario.Identities,
        Storage.Offers,
        new PoisonedOrders(Storage.PoisonQueues, Storage.Poisoned),
        Storage.Exports,
        _scenario.Time);

    private MemoryStorage Storage => _scenario.Storage;

    [Fact]
    public async Task ExportAsync_PersonKnownByTwoIdentifiers_HoldsOrdersFactsReasonsOffersAndGivenUpOrders()
    {
        await RecordAsync("1", "jo@example.org", null);
        await RecordAsync("2", "jo@example.org", "77");
        var key = await RecordAsync("3", null, "77");
        await RecordAsync("4", "other@example.org", "78");
        await Storage.Offers.AddAsync(Offer(key), default);
        await Storage.GiveUpAsync(AnOrder.Of(Shop, "9", "2026-05-09", email: null, customerId: "77"));

        var header = await _exporter.ExportAsync(Shop.Id, Request(), "receipt", default);

        var json = JsonDocument.Parse((await Storage.Exports.ReadAsync(Shop.Id, "9999", default))!.Value.Text).RootElement;
        var buyer = Assert.Single(json.GetProperty("buyers").EnumerateArray());
        Assert.Equal(["1", "2", "3"], buyer.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("id").GetString()));
        var buyerFacts = buyer.GetProperty("facts");
        Assert.Equal((3, 15_000), (buyerFacts.GetProperty("orders").GetInt32(), buyerFacts.GetProperty("netValue").GetInt32()));
        Assert.Equal("77", buyer.GetProperty("facts").GetProperty("customerId").GetString());
        Assert.NotEmpty(buyer.GetProperty("reasons").EnumerateArray());
        Assert.Single(json.GetProperty("offers").EnumerateArray());
        Assert.Equal("9", json.GetProperty("givenUp")[0].GetProperty("id").GetString());
        Assert.Equal(("9999", RecorderScenario.Noon.AddDays(30)), (header.Id, header.ExpiresOn));
        Assert.DoesNotContain("example.org", json.GetRawText(), StringComparison.Ordinal);
        var hashes = buyer.GetProperty("identifiers").EnumerateArray();
        Assert.Contains(hashes, hash => hash.GetString()!.StartsWith("e:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExportAsync_SameRequestAgain_ChangesNothing()
    {
        await RecordAsync("1", "jo@example.org", "77");
        await _exporter.ExportAsync(Shop.Id, Request(), "", default);
        var first = (await Storage.Exports.ReadAsync(Shop.Id, "9999", default))!.Value.Text;
        await RecordAsync("2", "jo@example.org", "77");
        _scenario.Time.Advance(TimeSpan.FromDays(3));

        await _exporter.ExportAsync(Shop.Id, Request(), "", default);

        Assert.Equal(first, (await Storage.Exports.ReadAsync(Shop.Id, "9999", default))!.Value.Text);
    }

    [Fact]
    public async Task ExportAsync_NobodyOfThatName_SaysSoWithoutAnIdentifier()
    {
        var header = await _exporter.ExportAsync(Shop.Id, Request() with { RequestId = null }, "0123", default);

        var text = (await Storage.Exports.ReadAsync(Shop.Id, "0123", default))!.Value.Text;
        Assert.Empty(header.Person);
        Assert.Contains("\"buyers\":[]", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Request().Person, identifier => text.Contains(identifier.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExportAsync_OrderNamedByTheRequestInAnothersLedger_IsInIt()
    {
        await RecordAsync("5", null, null);

        await _exporter.ExportAsync(Shop.Id, Request() with { OrderIds = ["5", "6"] }, "", default);

        var json = JsonDocument.Parse((await Storage.Exports.ReadAsync(Shop.Id, "9999", default))!.Value.Text).RootElement;
        Assert.Equal(["5"], json.GetProperty("namedOrders").EnumerateArray().Select(order => order.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task ClearAsync_AfterThirtyDays_RemovesTheExportAndNoSooner()
    {
        await _exporter.ExportAsync(Shop.Id, Request(), "", default);
        _scenario.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await _exporter.ClearAsync(Shop.Id, default));

        _scenario.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await _exporter.ClearAsync(Shop.Id, default));
        Assert.Null(await Storage.Exports.ReadAsync(Shop.Id, "9999", default));
    }

    private static PrivacyRequest Request() => new()
    {
        Kind = PrivacyRequestKind.Export,
        Person = IdentityHasher.Identify(Shop, "", "jo@example.org", null, "77").Identifiers,
        CustomerId = "77",
        RequestId = "9999",
    };

    private static Offer Offer(BuyerKey buyer) => new()
    {
        Buyer = buyer,
        Kind = OfferKind.Loyalty,
        Episode = "1",
        FlaggedOn = new DateOnly(2026, 10, 1),
        ExpiresOn = new DateOnly(2026, 10, 31),
        ClosesOn = new DateOnly(2026, 12, 31),
        Reasons = [],
    };

    private async Task<BuyerKey> RecordAsync(string id, string? email, string? customerId) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-05-0{id}", email, null, customerId), default)).Key;
}
