using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Simulation.Shopify;
using Churn.Testing.Azurite;
using Microsoft.Azure.Cosmos.Table;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// A shop in which every buyer is one case, played once through the whole path. It keeps what the tables held after each act.
/// </summary>
public sealed class PlayedShop : IAsyncLifetime
{
    internal const long Client = 101;
    internal const long Vip = 102;
    internal const long Repeated = 103;
    internal const long Canceller = 104;
    internal const long Refunded = 105;
    internal const long Gone = 106;
    internal const long Backwards = 107;
    internal const long TwiceADay = 108;

    internal const string OrdersTopic = ShopifyTopics.OrderCreated;

    private static readonly DateTimeOffset FirstDay = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);

    private readonly AzuriteFixture _azurite = new();

    internal RunningShop Shop { get; private set; } = null!;

    internal IReadOnlyDictionary<string, DynamicTableEntity> AfterOrders { get; private set; } = null!;

    internal int LedgerRows { get; private set; }

    internal IReadOnlyList<DynamicTableEntity> Offers { get; private set; } = null!;

    internal IReadOnlyList<string> RawOffers { get; private set; } = null!;

    internal IReadOnlyList<string> RawOffersAgain { get; private set; } = null!;

    internal IReadOnlyDictionary<string, DynamicTableEntity> BeforeNightly { get; private set; } = null!;

    internal IReadOnlyDictionary<string, DynamicTableEntity> AfterNightly { get; private set; } = null!;

    internal int Poisoned { get; private set; }

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Shop = await RunningShop.OpenAsync(_azurite, FirstDay);
        await SellAsync();
        AfterOrders = await Shop.Tables.BuyersAsync();
        LedgerRows = await Shop.Tables.OrderCountAsync();

        await Shop.RunAsync("FlagOffers");
        Offers = [.. (await Shop.Tables.RowsAsync("Offers")).Where(row => row.PartitionKey == "demo")];
        RawOffers = await RawOffersAsync();
        await Shop.RunAsync("FlagOffers"); // No range is left to deal out on the same date, so every message is sent again here.
        foreach (var (from, to) in Buckets.Ranges(RangeScheduler.Ranges))
        {
            var range = new RangeMessage { Shop = ShopId.Parse("demo"), From = from, To = to, AsOf = new(2026, 5, 14) };
            await Shop.Host.Services.GetRequiredService<IMessageQueues>().SendOffersAsync(range, default);
        }
        await Shop.DrainAsync();
        RawOffersAgain = await RawOffersAsync();

        BeforeNightly = await Shop.Tables.BuyersAsync();
        Shop.Time.Advance(TimeSpan.FromDays(80));
        await Shop.RunAsync("NightlyReclassification");
        AfterNightly = await Shop.Tables.BuyersAsync();
        Poisoned = await Shop.Host.PoisonedAsync();
    }

    // The rows that tell what each range came to are left out, because every run writes them again.
    private async Task<IReadOnlyList<string>> RawOffersAsync() =>
        [.. (await Shop.Tables.RawAsync("Offers")).Where(row => row.StartsWith("demo ", StringComparison.Ordinal))];

    public async Task DisposeAsync()
    {
        await Shop.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private async Task SellAsync()
    {
        var orders = Sales.Steady(1_000, Client, "2025-05-01", 40)
            .Concat(Sales.Steady(1_100, Vip, "2025-05-01", 200))
            .Concat(Sales.Steady(1_200, Gone, "2024-06-01", 40));
        foreach (var order in orders)
            await Shop.SendAsync(OrdersTopic, order);

        var repeated = Sales.Of(1_300, Repeated, "2026-05-01", 25);
        await Shop.SendAsync(OrdersTopic, repeated);
        await Shop.SendAsync("orders/paid", repeated with { UpdatedAt = repeated.UpdatedAt.AddSeconds(3) });
        await Shop.SendAsync(OrdersTopic, repeated);

        await Shop.SendAsync(OrdersTopic, Sales.Of(1_400, Canceller, "2026-03-01", 30));
        var cancelled = Sales.Of(1_401, Canceller, "2026-04-01", 60);
        await Shop.SendAsync(OrdersTopic, cancelled);
        var later = cancelled.UpdatedAt.AddDays(1);
        await Shop.SendAsync(ShopifyTopics.OrderCancelled, cancelled with { UpdatedAt = later, CancelledAt = later });

        var refunded = Sales.Of(1_500, Refunded, "2026-05-02", 50);
        await Shop.SendAsync(OrdersTopic, refunded);
        var refundedAt = refunded.UpdatedAt.AddDays(2);
        var afterRefund = refunded with { UpdatedAt = refundedAt, Refunds = [new(9, refundedAt, 20)] };
        await Shop.SendAsync(ShopifyTopics.OrderUpdated, afterRefund);

        await Shop.SendAsync(OrdersTopic, Sales.Of(1_600, Backwards, "2026-05-03", 10));
        await Shop.DrainAsync();
        await Shop.SendAsync(OrdersTopic, Sales.Of(1_601, Backwards, "2026-02-02", 15));
        await Shop.SendAsync(OrdersTopic, Sales.Of(1_700, TwiceADay, "2026-05-04", 10));
        await Shop.SendAsync(OrdersTopic, Sales.Of(1_701, TwiceADay, "2026-05-04", 20));
        await Shop.DrainAsync();
    }
}
