using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Recording;

public sealed class OrderImporterTests
{
    private static readonly Shop Shop = AShop.Named("import");

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(2, 10_000)]
    [InlineData(3, 37)]
    [InlineData(4, 1)]
    [InlineData(5, 120)]
    public async Task ImportAsync_AnyHistory_EndsAsRecordingEachOrderDoes(int seed, int buffer)
    {
        var random = new Random(seed);
        var deliveries = OrderHistories.Disturbed(OrderHistories.InOrder(Shop, random, people: 12, orders: 150), random);
        var (imported, recorded) = (RecorderScenario.InMemory(Shop), RecorderScenario.InMemory(Shop));

        await ImportAsync(imported, deliveries, buffer);
        foreach (var delivery in deliveries)
        {
            await recorded.Recorder.RecordAsync(delivery, default);
        }

        var (expected, actual) = (await LedgersAsync(recorded), await LedgersAsync(imported));
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}, buffer {buffer}: {Differences(expected, actual)}");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task ImportAsync_WithWebhooksBeforeAndAfter_EndsAsWebhooksAlone(int seed)
    {
        var random = new Random(seed);
        var deliveries = OrderHistories.Disturbed(OrderHistories.InOrder(Shop, random, people: 10, orders: 120), random);
        var (imported, recorded) = (RecorderScenario.InMemory(Shop), RecorderScenario.InMemory(Shop));

        for (var i = 0; i < deliveries.Length; i++)
        {
            await recorded.Recorder.RecordAsync(deliveries[i], default);
            if (i % 3 == 0)
            {
                await imported.Recorder.RecordAsync(deliveries[i], default);
            }
        }

        await ImportAsync(imported, deliveries, 60);

        var (expected, actual) = (await LedgersAsync(recorded), await LedgersAsync(imported));
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: {Differences(expected, actual)}");
    }

    [Fact]
    public async Task ImportAsync_Again_FindsEveryOrderKnown()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var orders = Enumerable.Range(0, 200).Select(i => AnOrder.Of(Shop, $"{i}", "2026-01-01", email: $"b{i % 70}@example.org")).ToList();

        var first = await ImportAsync(scenario, orders, 64);
        var second = await ImportAsync(scenario, orders, 64);

        Assert.Equal(new ImportCounts(200, 0, 0), first);
        Assert.Equal(new ImportCounts(0, 0, 200), second);
    }

    [Fact]
    public async Task ImportAsync_BuyerOfManyTransactions_EndsWithTheFactsOfAllOrders()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var orders = Enumerable.Range(0, 500).Select(i => AnOrder.Of(Shop, $"{i}", "2026-01-01")).ToList();

        await ImportAsync(scenario, orders, 1_000);

        var buyer = (await scenario.Identities.FindAsync(Shop.Id, orders[0].Buyer.Identifiers[0], default))!;
        Assert.Equal((500, 500L * 5_000), (buyer.Facts.Orders, buyer.Facts.NetValue));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task ImportAsync_InterruptedHalfwayAndStartedAgain_EndsAsUninterrupted(int seed)
    {
        var random = new Random(seed);
        var orders = OrderHistories.InOrder(Shop, random, people: 20, orders: 200);
        var (interrupted, whole) = (RecorderScenario.InMemory(Shop), RecorderScenario.InMemory(Shop));

        await Assert.ThrowsAsync<IOException>(() => ImportAsync(interrupted, Broken(orders), 40));
        await ImportAsync(interrupted, orders, 40);
        await ImportAsync(whole, orders, 40);

        Assert.True((await LedgersAsync(whole)).SequenceEqual(await LedgersAsync(interrupted)), $"Seed {seed}: the ledgers differ.");
    }

    private static string Differences(List<string> expected, List<string> actual) => string.Join(
        Environment.NewLine,
        expected.Except(actual).Take(3).Select(row => $"recorded {row}")
            .Concat(actual.Except(expected).Take(3).Select(row => $"imported {row}")));

    private static IEnumerable<Order> Broken(List<Order> orders)
    {
        foreach (var order in orders.Take(orders.Count / 2))
        {
            yield return order;
        }

        throw new IOException("The file ended in the middle.");
    }

    private static Task<ImportCounts> ImportAsync(RecorderScenario scenario, IEnumerable<Order> orders, int buffer) =>
        scenario.Importer.ImportAsync(Shop.Id, orders.ToAsyncEnumerable(), buffer, _ => { }, default);

    /// <summary>Returns every row, without what the store alone adds.</summary>
    private static async Task<List<string>> LedgersAsync(RecorderScenario scenario) =>
        [.. (await RowDump.OfAsync(scenario.Buyers, Shop.Id)).Split(Environment.NewLine)];
}
