using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Standard;

/// <summary>Reads our own order, version 1.</summary>
internal static class StandardOrderReader
{
    public static Order Read(Payload order, Shop shop)
    {
        if (order.Whole("schema") is not 1)
        {
            throw new UnreadablePayloadException("The field schema is not 1, the only version there is.");
        }

        var id = order.Id("id") ?? throw Payload.Missing("id");
        var currency = order.Currency("currency") ?? throw Payload.Missing("currency");
        var placedAt = order.Instant("placedAt") ?? throw Payload.Missing("placedAt");
        var buyer = order.Object("buyer");
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (order.Instant("updatedAt") ?? throw Payload.Missing("updatedAt")).UtcTicks,
            PlacedAt = placedAt,
            Status = Word<OrderStatus>(order, "status") ?? throw Payload.Missing("status"),
            Channel = Word<OrderChannel>(order, "channel") ?? OrderChannel.Web,
            Currency = currency,
            Money = ReadMoney(order, currency),
            Refunds = ReadRefunds(order, currency),
            Lines = order.Has("lines") ? [.. order.Objects("lines").Select(line => ReadLine(line, currency))] : null,
            Gift = order.Is("gift") ? GiftRules.Declared : null,
            Subscription = order.Is("subscription"),
            ContractUntil = ReadDay(order, "contractUntil"),
            Test = order.Is("test"),
            Buyer = IdentityHasher.Identify(shop, id, buyer?.Text("email"), buyer?.Text("phone"), buyer?.Id("customerId"))
                with { CompanyId = buyer?.Id("companyId"), Consent = buyer is { } who && who.Has("consent") ? who.Is("consent") : null },
        };
    }

    private static OrderMoney ReadMoney(Payload order, string currency) => OrderMoney.FromTotal(
        NotNegative(order, "total", currency) ?? throw Payload.Missing("total"),
        NotNegative(order, "discounts", currency) ?? 0,
        NotNegative(order, "shipping", currency) ?? 0,
        NotNegative(order, "tax", currency) ?? 0);

    private static ImmutableSortedDictionary<string, long> ReadRefunds(Payload order, string currency)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        foreach (var refund in order.Objects("refunds"))
        {
            refunds[refund.Id("id") ?? throw Payload.Missing("id")] = NotNegative(refund, "amount", currency) ?? throw Payload.Missing("amount");
        }

        return refunds.ToImmutable();
    }

    private static OrderLine ReadLine(Payload line, string currency) => new()
    {
        Product = line.Id("product") ?? throw Payload.Missing("product"),
        Quantity = line.Quantity("quantity") ?? 1,
        Net = NotNegative(line, "net", currency) ?? throw Payload.Missing("net"),
        Subscription = line.Is("subscription"),
    };

    private static DateOnly? ReadDay(Payload order, string field) => order.Text(field) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UnreadablePayloadException($"The field {field} is not a day, such as 2026-11-24.");

    private static long? NotNegative(Payload parent, string field, string currency) => parent.Minor(field, currency) is not { } amount ? null
        : amount >= 0 ? amount
        : throw new UnreadablePayloadException($"The field {field} is negative.");

    private static T? Word<T>(Payload order, string field)
        where T : struct, Enum
    {
        var text = order.Text(field);
        return text is null ? null
            : char.IsAsciiLetterLower(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var word) ? word
            : throw new UnreadablePayloadException($"The field {field} is none of the words allowed.");
    }
}
