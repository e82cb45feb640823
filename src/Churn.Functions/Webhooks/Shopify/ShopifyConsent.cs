using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>Whether the buyer agreed to be written to.</summary>
internal static class ShopifyConsent
{
    /// <summary>
    /// What the customer's record says of e-mail, which is of now; where it says nothing, the box at the checkout. Only who has unsubscribed has refused:
    /// whoever was never asked, left the box empty or has not confirmed yet has said nothing.
    /// </summary>
    public static bool? Of(Payload order)
    {
        var customer = order.Object("customer");
        return customer?.Hint("email_marketing_consent", "state") is { } state ? state.ToLowerInvariant() switch
            {
                "subscribed" => true,
                "unsubscribed" => false,
                _ => null,
            }
            : customer?.IsHinted("accepts_marketing") == true || order.IsHinted("buyer_accepts_marketing") ? true
            : null;
    }
}
