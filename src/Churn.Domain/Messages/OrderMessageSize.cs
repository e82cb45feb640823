using System.Collections.Immutable;
using System.Text.Json;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>
/// Keeps an order within what one queue message carries. Money, status and buyer are never touched; what gives way is the detail of the lines,
/// then that of the refunds, by fixed rules, so that a repeated delivery is the same message.
/// </summary>
public static class OrderMessageSize
{
    /// <summary>Bytes of UTF-8 a message may have.</summary>
    public const int Limit = 60_000;

    /// <summary>The product of the line that stands for all lines for which there was no room.</summary>
    public const string Rest = "*";

    private const string LongestTrace = "00-00000000000000000000000000000000-0000000000000000-00";

    /// <summary>
    /// The order as it is when its message fits. Else its lines merged per product; if that is still too much, only as many of them as fit and
    /// one line <see cref="Rest"/> for the others; and should even its refunds alone be too many, their sum instead of each.
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

    /// <summary>The most bytes of UTF-8 the order's message has, whenever and in whichever trace it is sent.</summary>
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
