using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Churn.Functions.Tests.Webhooks.Shopify;

/// <summary>Builds Shopify's order bodies and signs them.</summary>
internal static class ShopifyOrders
{
    public const string Secret = "hush";
    public const string Domain = "demo.myshopify.com";

    /// <summary>
    /// Returns a paid web order: two of 25.00 and one of 10.00, 6.00 discount, 5.00 shipping, and 4.50 tax on top, together 63.50.
    /// </summary>
    public static JsonObject Make() => JsonNode.Parse("""
        {
          "id": 5001, "name": "#1001", "created_at": "2026-03-01T10:00:00-05:00", "processed_at": "2026-03-01T10:00:00-05:00",
          "updated_at": "2026-03-01T10:00:01-05:00", "cancelled_at": null, "financial_status": "paid", "currency": "USD",
          "presentment_currency": "USD", "total_price": "57.50", "subtotal_price": "54.00", "total_line_items_price": "60.00",
          "total_discounts": "6.00", "total_tax": "4.50", "total_tip_received": "0.00", "taxes_included": false, "test": false,
          "total_shipping_price_set": { "shop_money": { "amount": "5.00", "currency_code": "USD" } },
          "email": "ann@example.com", "phone": null, "source_name": "web", "tags": "", "note": null, "note_attributes": [],
          "customer": { "id": 77, "email": "ann@example.com", "phone": null },
          "line_items": [
            { "id": 1, "product_id": 11, "sku": "A", "title": "Tea", "quantity": 2, "current_quantity": 2, "price": "25.00", "total_discount": "0.00",
              "properties": [], "discount_allocations": [ { "amount": "5.00", "discount_application_index": 0 } ], "tax_lines": [] },
            { "id": 2, "product_id": null, "sku": "B-2", "title": "Cup", "quantity": 1, "current_quantity": 1, "price": "10.00", "total_discount": "0.00",
              "properties": [], "discount_allocations": [ { "amount": "1.00", "discount_application_index": 0 } ], "tax_lines": [] }
          ],
          "shipping_lines": [ { "id": 3, "price": "5.00", "discount_allocations": [], "tax_lines": [] } ],
          "refunds": []
        }
        """)!.AsObject().With("total_price", "63.50");

    public static JsonObject With(this JsonObject order, string name, JsonNode? value)
    {
        order[name] = value;
        return order;
    }

    public static JsonObject Without(this JsonObject order, params string[] names)
    {
        foreach (var name in names)
        {
            order.Remove(name);
        }

        return order;
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static (string, string)[] Headers(
        byte[] body, string topic = "orders/create", string secret = Secret, string domain = Domain, string? triggeredAt = null) =>
    [
        ("X-Shopify-Hmac-Sha256", Sign(body, secret)), ("X-Shopify-Topic", topic), ("X-Shopify-Shop-Domain", domain),
        ("X-Shopify-Webhook-Id", "b54557e4"), ("X-Shopify-Triggered-At", triggeredAt ?? "2026-03-01T15:00:02.000000Z"),
    ];

    public static byte[] Bytes(this JsonNode order) => Encoding.UTF8.GetBytes(order.ToJsonString());
}
