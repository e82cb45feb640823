using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Imports;

/// <summary>Counts on the wire what an import costs.</summary>
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
        Assert.True(each <= 0.3, $"Seed {Seed}: the import took {each:F3} requests an order.");

        // A second start finds nothing new, and its cost has the same bound.
        var again = await ImportAsync(scenario, orders);
        Assert.Equal(orders.Count, again.Duplicates);
        var sentAgain = fixture.Requests.Take().Count + scenario.Queues.Accounts.Count;
        Assert.True(sentAgain <= 0.3 * orders.Count, $"Seed {Seed}: the second start took {sentAgain} requests for {orders.Count} orders.");
    }

    private static Task<ImportCounts> ImportAsync(RecorderScenario scenario, List<Order> orders) =>
        scenario.Importer.ImportAsync(Shop.Id, orders.ToAsyncEnumerable(), OrderImporter.DefaultBuffer, _ => { }, default);

    // Half the buyers order once and the others a geometric number of times, which makes three orders a buyer on average. Each buyer has an
    // address and a customer number. A third of the buyers have a company each, whose account has to be told.
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
                var day = $"2025-{random.Next(1, 13):00}-{random.Next(1, 29):00}";
                var order = AnOrder.Of(Shop, $"{orders.Count + 1}", day, email: $"b{buyer}@example.org", customerId: $"{buyer + 1}");
                orders.Add(buyer % 3 == 0 ? order with { Buyer = order.Buyer with { CompanyId = $"c{buyer}" } } : order);
            }
        }

        return [.. orders.OrderBy(order => order.PlacedAt)];
    }
}
