using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Testing.Costs;

/// <summary>
/// Deliveries as shops send them. Each order is created, paid and updated twice. 8 % are refunded by a webhook that names no customer. 10 %
/// come from guests, 5 % from a till that knows no customer, and 1 % show that two buyers are one. Half of the customers' orders are their
/// first.
/// </summary>
public static class OrderMix
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The number of days over which the orders are spread.</summary>
    private const int Days = 300;

    /// <summary>Returns all deliveries of the given number of orders, sorted by time.</summary>
    public static IReadOnlyList<Delivery> Deliveries(Shop shop, int orders, int seed)
    {
        var random = new Random(seed);
        var deliveries = new List<(DateTimeOffset At, Delivery Delivery)>();
        var (customers, guests) = (0, 0);
        for (var number = 0; number < orders; number++)
        {
            var at = Start.AddMinutes(number * Days * 24 * 60 / orders);
            var (kind, text) = (random.Next(100), at.ToString("O", CultureInfo.InvariantCulture));
            var placed = kind switch
            {
                < 5 => AnOrder.Of(shop, $"{number}", text, email: null),
                < 15 => AnOrder.Of(shop, $"{number}", text, Guest(guests++)),
                < 16 when guests > 0 && customers > 0 => Customer(shop, number, text, random.Next(customers), Guest(random.Next(guests))),
                _ when customers == 0 || random.Next(2) == 0 => Customer(shop, number, text, customers++, null),
                _ => Customer(shop, number, text, random.Next(customers), null),
            };
            deliveries.AddRange(Versions(placed).Select(version => (At(version), Delivery.Of(version))));
            if (random.Next(100) < 8)
            {
                var refund = new OrderAmendment { Shop = shop.Id, OrderId = placed.Id, Refunds = Order.NoRefunds.Add("r", 100) };
                deliveries.Add((at.AddDays(9), Delivery.Of(refund)));
            }
        }

        return [.. deliveries.OrderBy(delivery => delivery.At).Select(delivery => delivery.Delivery)];
    }

    private static IEnumerable<Order> Versions(Order placed) =>
    [
        placed with { Status = OrderStatus.Placed },
        placed with { Version = placed.Version + (20 * TimeSpan.TicksPerSecond) },
        placed with { Version = placed.Version + TimeSpan.TicksPerHour },
        placed with { Version = placed.Version + (3 * TimeSpan.TicksPerDay) },
    ];

    private static DateTimeOffset At(Order version) => new(version.Version, TimeSpan.Zero);

    private static string Guest(int number) => $"guest{number}@example.org";

    private static Order Customer(Shop shop, int id, string placedAt, int number, string? email) =>
        AnOrder.Of(shop, $"{id}", placedAt, email ?? $"customer{number}@example.org", $"030 1{number:000000}", $"{number}");
}
