using Churn.Domain.Orders;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>What in an order says that it is a gift: the plainest evidence first.</summary>
internal static class ShopifyGift
{
    public static string? Of(Payload order)
    {
        var lines = order.Hints("line_items").ToList();
        var options = order.Hints("note_attributes").Concat(lines.SelectMany(line => line.Hints("properties")));
        var byOption = options.Select(option => GiftRules.OfOption(option.Hint("name"), option.Hint("value"))).OfType<string>();
        var byProduct = lines.Select(line => GiftRules.OfProductName(line.Hint("title"))).OfType<string>();
        return byOption.Concat(byProduct).FirstOrDefault()
            ?? GiftRules.OfNames(Name(order, "billing_address"), Name(order, "shipping_address"))
            ?? GiftRules.OfNote(order.Hint("note"));
    }

    private static string? Name(Payload order, string address) => order.Object(address) is not { } found ? null
        : found.Hint("name") is { Length: > 0 } name ? name
        : $"{found.Hint("first_name")} {found.Hint("last_name")}";
}
