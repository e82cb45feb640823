using System.Collections.Immutable;
using System.Text.Json;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>
/// Shortens an order so that it fits into one queue message. Money, status and buyer are never changed. First the lines lose detail, then
/// the refunds, by fixed rules, so that a repeated delivery gives the same message.
/// </summary>
public static class OrderMessageSize
{
    /// <summary>Maximum size of a message, bytes of UTF-8.</summary>
    public const int Limit = 60_000;

    /// <summary>The product id of the line that sums up all lines that did not fit.</summary>
    public const string Rest = "*";

    private const string LongestTrace = "00-00000000000000000000000000000000-0000000000000000-00";

    /// <summary>
    /// Returns the order unchanged if its message fits. Otherwise the lines are merged per product. If that is still too large,
    /// as many lines as fit are kept and one line <see cref="Rest"/> sums up the others. If the refunds alone are too large,
    /// they are replaced by their sum.
    /// </summary>
    public static Order Fit(Order order)
    {
        if (Bytes(order) <= Limit)
        {
            return order;
        }

        var merged = Merge(order.Lines ?? []);
        if (WithLines(order, merged) is { } whole)
        {
            return whole;
        }

        var refunds = order with { Refunds = Order.NoRefunds, RefundedTotal = order.Refunded };
        var rest = WithLines(order, [Fold(merged)]) is null ? refunds : order;
        return Longest(rest, merged);
    }

    /// <summary>Returns the maximum size of the order's message, bytes of UTF-8, for any time of receipt and any trace.</summary>
    public static int Bytes(Order order) => JsonSerializer.SerializeToUtf8Bytes(
        new OrderMessage { Order = order, ReceivedAt = DateTimeOffset.MaxValue, Trace = LongestTrace }, OrderJson.Options).Length;

    private static Order Longest(Order order, ImmutableArray<OrderLine> lines)
    {
        var (fits, tooMany) = (0, lines.Length);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            (fits, tooMany) = WithLines(order, Head(middle)) is null ? (fits, middle) : (middle, tooMany);
        }

        return order with { Lines = Head(fits) };

        ImmutableArray<OrderLine> Head(int count) => [.. lines[..count], Fold(lines[count..])];
    }

    private static Order? WithLines(Order order, ImmutableArray<OrderLine> lines)
    {
        var shorter = order with { Lines = lines };
        return Bytes(shorter) <= Limit ? shorter : null;
    }

    private static ImmutableArray<OrderLine> Merge(ImmutableArray<OrderLine> lines) =>
    [
        .. lines.GroupBy(line => (line.Product, line.Subscription)).Select(same => new OrderLine
        {
            Product = same.Key.Product,
            Quantity = same.Sum(line => line.Quantity),
            Net = same.Sum(line => line.Net),
            Subscription = same.Key.Subscription,
        }),
    ];

    private static OrderLine Fold(ImmutableArray<OrderLine> lines) => new()
    {
        Product = Rest,
        Quantity = lines.Sum(line => line.Quantity),
        Net = lines.Sum(line => line.Net),
        Subscription = lines.Any(line => line.Subscription),
    };
}
