using static Churn.Functions.Api.Imports.ImportColumn;

namespace Churn.Functions.Api.Imports;

/// <summary>The exports that are known without a mapping.</summary>
public static class ImportFormats
{
    /// <summary>Our own columns.</summary>
    public static ImportMapping Own { get; } = new()
    {
        Columns = new()
        {
            [Order] = ["order_id"], [PlacedAt] = ["placed_at", "date"], [UpdatedAt] = ["updated_at"], [CancelledAt] = ["cancelled_at"],
            [Status] = ["status"], [Kind] = ["kind"], [Currency] = ["currency"], [Total] = ["total", "value"], [Discounts] = ["discounts"], [Shipping] = ["shipping"],
            [Tax] = ["tax"], [Refunded] = ["refunded"], [Customer] = ["customer_id"], [Company] = ["company_id"], [Email] = ["email"],
            [Phone] = ["phone"], [Channel] = ["channel"], [Consent] = ["consent"], [Gift] = ["gift"], [ContractUntil] = ["contract_until"], [Subscription] = ["subscription"], [Test] = ["test"], [Product] = ["product"],
            [Quantity] = ["quantity"], [UnitPrice] = ["unit_price"], [LineDiscount] = ["line_discount"], [LineTotal] = ["line_total"],
        },
    };

    /// <summary>The order export of Shopify's admin: a row a line, what is of the order in its first row only.</summary>
    public static ImportMapping Shopify { get; } = new()
    {
        Columns = new()
        {
            [Order] = ["Id"], [Group] = ["Name"], [PlacedAt] = ["Created at"], [UpdatedAt] = ["Fulfilled at", "Paid at"], [CancelledAt] = ["Cancelled at"],
            [Status] = ["Financial Status"], [Currency] = ["Currency"], [Total] = ["Total"], [Discounts] = ["Discount Amount"],
            [Shipping] = ["Shipping"], [Tax] = ["Taxes"], [Refunded] = ["Refunded Amount"], [Email] = ["Email"], [Phone] = ["Phone"],
            [Channel] = ["Source"], [Product] = ["Lineitem sku"], [Quantity] = ["Lineitem quantity"], [UnitPrice] = ["Lineitem price"],
            [LineDiscount] = ["Lineitem discount"], [OptIn] = ["Accepts Marketing"], [BillingName] = ["Billing Name"], [ShippingName] = ["Shipping Name"], [Note] = ["Notes"],
        },
    };

    /// <summary>The order exports of WooCommerce's export extensions, a row an order or a row a line.</summary>
    public static ImportMapping WooCommerce { get; } = new()
    {
        Columns = new()
        {
            [Order] = ["order_id"], [PlacedAt] = ["date", "order_date"], [UpdatedAt] = ["date_modified", "modified_date", "completed_date", "paid_date"],
            [Status] = ["status", "order_status"], [Currency] = ["order_currency", "currency"], [Total] = ["order_total", "total"],
            [Discounts] = ["discount_total", "cart_discount"], [Shipping] = ["shipping_total"], [Tax] = ["tax_total"],
            [Refunded] = ["refunded_total"], [Customer] = ["customer_id", "customer_user"], [Email] = ["billing_email", "customer_email"],
            [Phone] = ["billing_phone"], [Product] = ["item_product_id", "item_sku"], [Quantity] = ["item_quantity"], [LineTotal] = ["item_total"], [Note] = ["customer_note"],
        },
    };

    /// <summary>The format of that name, or null.</summary>
    public static ImportMapping? Find(string name) => name.ToLowerInvariant() switch
    {
        "csv" => Own,
        "shopify" => Shopify,
        "woocommerce" => WooCommerce,
        _ => null,
    };

    /// <summary>The format whose columns these are; our own when none can be told.</summary>
    public static ImportMapping Of(IReadOnlyCollection<string> header) =>
        header.Contains("Financial Status") && header.Contains("Lineitem quantity") ? Shopify
        : header.Contains("billing_email") && header.Contains("order_total") ? WooCommerce
        : Own;
}
