using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Operations;

public sealed class BuyerRebuilderTests
{
    private static readonly Shop Shop = AShop.Named("rebuilt");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task RunAsync_DisturbedHistoriesWithMerges_FindsNoDifference()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var scenario = RecorderScenario.InMemory(Shop);
            var deliveries = OrderHistories.InOrder(Shop, random, people: 4, orders: 25);
            foreach (var delivery in OrderHistories.Disturbed(deliveries, random))
            {
                await scenario.Recorder.RecordAsync(delivery, default);
            }

            var result = await RunAsync(scenario, repair: false);

            Assert.True(result.Differences == 0, $"Seed {seed}: {string.Join("; ", result.Examples)}");
            Assert.True(result is { Orders: 25, Buyers: > 0 }, $"Seed {seed}: {result}");
        }
    }

    [Fact]
    public async Task RunAsync_RowWithWrongFacts_NamesThemAndLeavesTheRow()
    {
        var key = await RecordAsync("1", "2026-06-01");
        await SpoilAsync(key, facts => facts with { PurchaseDays = 9, NetValue = 1 });

        var result = await RunAsync(_scenario, repair: false);

        var difference = Assert.Single(result.Examples);
        Assert.Equal((key, false), (difference.Key, difference.Repaired));
        Assert.Equal([nameof(BuyerFacts.NetValue), nameof(BuyerFacts.PurchaseDays)], difference.Facts.Order(StringComparer.Ordinal));
        Assert.Equal(9, (await _scenario.Buyers.GetAsync(key, default))!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task RunAsync_RepairOfWrongFacts_WritesWhatTheLedgerSaysAndKeepsTheOffers()
    {
        var key = await RecordAsync("1", "2026-06-01");
        var right = (await _scenario.Buyers.GetAsync(key, default))!;
        await SpoilAsync(key, facts => facts with { PurchaseDays = 9, Last = null });

        var result = await RunAsync(_scenario, repair: true);

        var repaired = (await _scenario.Buyers.GetAsync(key, default))!;
        Assert.Equal((1, 1), (result.Differences, result.Repaired));
        Assert.Equal(right.Facts, repaired.Facts);
        Assert.Equal((right.Class, "loyalty:1"), (repaired.Class, Assert.Single(repaired.Offered.Records).EpisodeKey));
        Assert.Equal(0, (await RunAsync(_scenario, repair: false)).Differences);
    }

    [Fact]
    public async Task RunAsync_RowWithFactsAndNoLedger_IsADifference()
    {
        var key = new BuyerKey(Shop.Id, BuyerId.Of(AnOrder.Of(Shop, "1", "2026-06-01").Buyer.Identifiers[0]));
        var nobody = await _scenario.RowBuilder.EmptyAsync(key, default);
        await _scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = nobody with { Facts = nobody.Facts with { Orders = 1 } } }, default);

        var result = await RunAsync(_scenario, repair: false);

        Assert.Equal(nameof(BuyerFacts.Orders), Assert.Single(Assert.Single(result.Examples).Facts));
    }

    [Fact]
    public async Task RunAsync_BuyersWhoWereMerged_AreFoldedOverAllTheirLedgers()
    {
        await RecordAsync("1", "2026-06-01");
        await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-06-02", email: null, phone: "030 123456"), default);
        var one = (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "3", "2026-06-03", phone: "030 123456"), default)).Key;
        Assert.Equal(0, (await RunAsync(_scenario, repair: false)).Differences);
        await SpoilAsync(one, facts => facts with { PurchaseDays = 9 });

        var result = await RunAsync(_scenario, repair: true);

        Assert.Equal((1, 1), (result.Differences, result.Repaired));
        Assert.Equal(3, (await _scenario.Buyers.GetAsync(one, default))!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task RunAsync_RepairOfAShopWithCompanies_TellsTheAccountsTheirMembers()
    {
        foreach (var person in new[] { "anna", "ben" })
        {
            var order = AnOrder.Of(Shop, person, "2026-06-01", email: $"{person}@example.org");
            await _scenario.Recorder.RecordAsync(order with { Buyer = order.Buyer with { CompanyId = "acme" } }, default);
        }

        await RunAsync(_scenario, repair: false);
        Assert.Null(await _scenario.Storage.Accounts.GetAsync(new AccountKey(Shop.Id, "acme"), default));
        await RunAsync(_scenario, repair: true);

        var account = (await _scenario.Storage.Accounts.GetAsync(new AccountKey(Shop.Id, "acme"), default))!;
        Assert.Equal((2, 2), (account.Members, account.Facts.Orders));
    }

    private static async Task<RebuildResult> RunAsync(RecorderScenario scenario, bool repair) =>
        await new BuyerRebuilder(scenario.Buyers, scenario.RowBuilder, scenario.Accounts)
            .RunAsync(new RebuildMessage { Shop = Shop.Id, From = 0, To = Buckets.Count - 1, Repair = repair }, default);

    private async Task<BuyerKey> RecordAsync(string id, string placedAt) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, placedAt), default)).Key;

    private async Task SpoilAsync(BuyerKey key, Func<BuyerFacts, BuyerFacts> spoil)
    {
        var row = (await _scenario.Buyers.GetAsync(key, default))!;
        var spoiled = row with { Facts = spoil(row.Facts), Offered = AnOfferRecord.Memory(key.Buyer, "loyalty:1") };
        await _scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = spoiled }, default);
    }
}
