using System.Globalization;
using Churn.Simulation.Demo;
using Churn.Simulation.Shopify;
using CsvHelper;

namespace Churn.Dashboard.Tests.Shop;

/// <summary>The final state of the orders of a made-up shop: those of the demo, and a café that orders every week.</summary>
internal sealed class ShopOrders
{
    public static readonly DateOnly LastDay = new(2011, 12, 9);

    private const int Seed = 20111209;
    private const int CafeOrders = 130;
    private const long Cafe = 6_000_000_001;

    private readonly IReadOnlyList<ShopifyOrder> _orders;

    private ShopOrders(IReadOnlyList<ShopifyOrder> orders) => _orders = orders;

    /// <summary>
    /// The orders that are purchases, by buyer: paid, and not fully refunded. Each has its day and its value after refunds.
    /// </summary>
    public ILookup<long, (DateOnly Day, decimal Left)> Purchases => _orders
        .Where(order => order.CancelledAt is null && order.Total > order.Refunded)
        .ToLookup(order => order.CustomerId, order => (DateOnly.FromDateTime(order.PlacedAt.UtcDateTime), order.Total - order.Refunded));

    public static ShopOrders Read()
    {
        var played = new ShopSimulation(Seed, LastDay, ReplayedShop.Currency).Play();
        var newest = played.GroupBy(delivery => delivery.Order.Id).Select(group => group.Last().Order).ToList();
        var weekly = Enumerable.Range(0, CafeOrders).Select(week => WeeklyOrder(newest[0], week));
        return new([.. newest.Concat(weekly).OrderBy(order => order.PlacedAt)]);
    }

    /// <summary>Returns the orders placed after one day and up to another, as a file to import.</summary>
    public string Csv(DateOnly after, DateOnly upTo)
    {
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        var chosen = _orders.Where(order =>
            DateOnly.FromDateTime(order.PlacedAt.UtcDateTime) is var day && day > after && day <= upTo);
        csv.WriteRecords(chosen.Select(order => new
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

    private static ShopifyOrder WeeklyOrder(ShopifyOrder some, int week)
    {
        var at = new DateTimeOffset(LastDay.AddDays(-7 * (CafeOrders - 1 - week)), new TimeOnly(9, 0), TimeSpan.Zero);
        return some with
        {
            Id = 4_000_000_001 + week,
            CustomerId = Cafe,
            Email = "cafe@example.com",
            PlacedAt = at,
            UpdatedAt = at,
            CancelledAt = null,
            Refunds = [],
        };
    }
}
