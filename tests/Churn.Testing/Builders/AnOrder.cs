using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Builders;

/// <summary>Makes orders: paid, over the web, 50.00 of merchandise, unless the test says otherwise.</summary>
public static class AnOrder
{
    public static Order Of(
        Shop shop,
        string id,
        string placedAt,
        string? email = "buyer@example.org",
        string? phone = null,
        string? customerId = null,
        long total = 5_000)
    {
        var at = DateTimeOffset.Parse(placedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = at.UtcTicks,
            PlacedAt = at,
            Status = OrderStatus.Paid,
            Currency = shop.Currency,
            Money = OrderMoney.FromTotal(total, 0, 0, 0),
            Buyer = IdentityHasher.Identify(shop, id, email, phone, customerId),
        };
    }

    /// <summary>Returns a later version of an order.</summary>
    public static Order Edited(Order order, Func<Order, Order> change) =>
        change(order) with { Version = order.Version + TimeSpan.TicksPerMinute };
}
