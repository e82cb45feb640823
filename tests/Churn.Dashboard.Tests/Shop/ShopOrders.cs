using System.Globalization;
using Churn.LocalHost.Demo;
using Churn.LocalHost.Replay;
using Churn.LocalHost.Shopify;
using Churn.TestSupport;
using CsvHelper;

namespace Churn.Dashboard.Tests.Shop;

/// <summary>The orders of online_retail as they stood in the end, or of a made-up shop where that file is not.</summary>
internal sealed class ShopOrders
{
    /// <summary>The last day of online_retail.</summary>
    public static readonly DateOnly LastDay = new(2011, 12, 9);

    private const int Seed = 20111209;

    private readonly IReadOnlyList<ShopifyOrder> _orders;

    private ShopOrders(IReadOnlyList<ShopifyOrder> orders) => _orders = orders;

    /// <summary>Null: it is not there.</summary>
    public static string? File { get; } = RepositoryFiles.Shared("data/online_retail/orders.csv");

    public static ShopOrders Read()
    {
        var deliveries = File is { } file
            ? ReplayPlan.Make(OrderFileReader.Read(file), ReplayedShop.Currency).Deliveries
            : new ShopSimulation(Seed, LastDay, ReplayedShop.Currency).Play();
        return new([.. deliveries.GroupBy(delivery => delivery.Order.Id).Select(group => group.Last().Order).OrderBy(order => order.PlacedAt)]);
    }

    /// <summary>The orders placed after one day and up to another, as a file to import.</summary>
    public string Csv(DateOnly after, DateOnly upTo)
    {
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        csv.WriteRecords(_orders.Where(order => DateOnly.FromDateTime(order.PlacedAt.UtcDateTime) is var day && day > after && day <= upTo).Select(order => new
        {
            order_id = order.Id,
            placed_at = $"{order.PlacedAt:O}",
            updated_at = $"{order.UpdatedAt:O}",
            total = order.Total,
            refunded = order.Refunded,
            status = order.CancelledAt is null ? "paid" : "cancelled",
            customer_id = order.CustomerId,
            email = order.Email,
        }));
        return text.ToString();
    }
}
