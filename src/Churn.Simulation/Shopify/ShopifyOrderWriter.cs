using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Churn.Simulation.Shopify;

/// <summary>Writes the body of Shopify's order webhooks, a REST order. Equal orders give equal bytes.</summary>
public static class ShopifyOrderWriter
{
    public static byte[] Write(ShopifyOrder order)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, order);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ShopifyOrder order)
    {
        json.WriteStartObject();
        json.WriteNumber("id", order.Id);
        json.WriteString("admin_graphql_api_id", $"gid://shopify/Order/{order.Id}");
        json.WriteString("name", $"#{order.Id}");
        json.WriteString("created_at", Time(order.PlacedAt));
        json.WriteString("processed_at", Time(order.PlacedAt));
        json.WriteString("updated_at", Time(order.UpdatedAt));
        WriteOptional(json, "cancelled_at", order.CancelledAt is { } at ? Time(at) : null);
        json.WriteString("financial_status", FinancialStatus(order));
        json.WriteBoolean("test", order.IsTest);
        json.WriteString("source_name", order.Source);
        json.WriteString("tags", order.Tags);
        WriteOptional(json, "note", order.Note);
        WriteMoney(json, order);
        json.WriteString("email", order.Email);
        json.WriteStartObject("customer");
        json.WriteNumber("id", order.CustomerId);
        json.WriteString("email", order.Email);
        json.WriteEndObject();
        WriteLines(json, order);
        WriteRefunds(json, order);
        json.WriteEndObject();
    }

    internal static string FinancialStatus(ShopifyOrder order) =>
        order.Refunded == 0 ? (order.CancelledAt is not null ? "voided" : order.IsPaid ? "paid" : "pending")
        : order.Refunded >= order.Total ? "refunded" : "partially_refunded";

    private static void WriteMoney(Utf8JsonWriter json, ShopifyOrder order)
    {
        json.WriteString("currency", order.Currency);
        json.WriteString("presentment_currency", order.Currency);
        json.WriteBoolean("taxes_included", true);
        json.WriteString("total_line_items_price", Money(order.LineTotal));
        json.WriteString("total_discounts", Money(order.Discount));
        json.WriteString("subtotal_price", Money(order.LineTotal - order.Discount));
        json.WriteString("total_tax", Money(0));
        json.WriteString("total_price", Money(order.Total));
        json.WriteStartObject("total_shipping_price_set");
        json.WriteStartObject("shop_money");
        json.WriteString("amount", Money(order.Shipping));
        json.WriteString("currency_code", order.Currency);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, ShopifyOrder order)
    {
        json.WriteStartArray("line_items");
        foreach (var (line, index) in order.Lines.Select((line, index) => (line, index)))
        {
            json.WriteStartObject();
            json.WriteNumber("id", (order.Id * 100) + index);
            json.WriteNumber("product_id", line.ProductId);
            json.WriteString("title", line.Title);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteString("price", Money(line.Price));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRefunds(Utf8JsonWriter json, ShopifyOrder order)
    {
        json.WriteStartArray("refunds");
        foreach (var refund in order.Refunds)
        {
            json.WriteStartObject();
            json.WriteNumber("id", refund.Id);
            json.WriteString("created_at", Time(refund.At));
            json.WriteStartArray("transactions");
            json.WriteStartObject();
            json.WriteNumber("id", refund.Id);
            json.WriteString("kind", "refund");
            json.WriteString("status", "success");
            json.WriteString("amount", Money(refund.Amount));
            json.WriteString("currency", order.Currency);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
