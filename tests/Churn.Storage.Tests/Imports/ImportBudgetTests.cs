using Churn.Domain.Imports;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Imports;

/// <summary>What an import costs, counted on the wire.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class ImportBudgetTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Seed = 20261122;

    private static readonly Shop Shop = AShop.Named("imported");

    [Fact]
    public async Task ImportAsync_HistoryOfThreeOrdersABuyer_CostsAtMostThreeTenthsOfARequestAnOrder()
    {
        var fixture = await StoreFixture.CreateAsync(azurite);
        var scenario = new RecorderScenario(fixture.Buyers, fixture.Identities, Shop);
        var orders = History(buyers: 3_000);

        var counts = await ImportAsync(scenario, orders);

        var sent = fixture.Requests.Take().Count + scenario.Queues.Accounts.Count;
        var each = (double)sent / orders.Count;
        output.WriteLine($"{orders.Count} orders, {sent} requests, {each:F3} an order");
        Assert.Equal(orders.Count, counts.New);
        Assert.True(each <= 0.3, $"seed {Seed}: {each:F3} requests an order");

        // Started again, nothing is new, and what that costs is bounded alike.
        var again = await ImportAsync(scenario, orders);
        Assert.Equal(orders.Count, again.Duplicates);
        Assert.True(fixture.Requests.Take().Count + scenario.Queues.Accounts.Count <= 0.3 * orders.Count, $"seed {Seed}");
    }

    private static Task<ImportCounts> ImportAsync(RecorderScenario scenario, List<Order> orders) =>
        scenario.Importer.ImportAsync(Shop.Id, orders.ToAsyncEnumerable(), OrderImporter.DefaultBuffer, _ => { }, default);

    // Half the buyers order once, the others a geometric number of times, three on average over all; each has an address and a customer number, and a third
    // of them a company each, whose accounts are to be told.
    private static List<Order> History(int buyers)
    {
        var random = new Random(Seed);
        var orders = new List<Order>();
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            var count = 1;
            while (random.NextDouble() < (count == 1 ? 0.5 : 0.75))
            {
                count++;
            }

            for (var i = 0; i < count; i++)
            {
                var order = AnOrder.Of(Shop, $"{orders.Count + 1}", $"2025-{random.Next(1, 13):00}-{random.Next(1, 29):00}", email: $"b{buyer}@example.org", customerId: $"{buyer + 1}");
                orders.Add(buyer % 3 == 0 ? order with { Buyer = order.Buyer with { CompanyId = $"c{buyer}" } } : order);
            }
        }

        return [.. orders.OrderBy(order => order.PlacedAt)];
    }
}
