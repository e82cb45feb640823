using System.Globalization;
using Churn.Simulation.Shopify;
using CsvHelper;
using CsvHelper.Configuration;

namespace Churn.Simulation.Demo;

/// <summary>
/// Makes files with the orders of a made-up tea shop: one in this app's own columns, and one as Shopify's admin exports orders. Every run
/// makes the same bytes. samples/ holds the files.
/// </summary>
internal static class SampleFiles
{
    public const string Own = "orders.csv";
    public const string Shopify = "shopify-orders.csv";

    private const int Seed = 20261130;
    private const int Buyers = 800;
    private const string Currency = "EUR";

    private static readonly DateOnly Until = new(2026, 11, 30);

    private static readonly string[] OwnColumns =
    [
        "order_id", "placed_at", "updated_at", "status", "currency", "total", "discounts", "shipping", "refunded", "customer_id", "email",
        "channel", "subscription", "gift", "product", "quantity", "unit_price",
    ];

    // The columns of Shopify's export, in its sequence, without those that would stay empty.
    private static readonly string[] ShopifyColumns =
    [
        "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing", "Currency",
        "Subtotal", "Shipping", "Taxes", "Total", "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price",
        "Lineitem sku", "Billing Name", "Shipping Name", "Notes", "Cancelled at", "Refunded Amount", "Id", "Tags", "Source",
    ];

    /// <summary>Returns the files' texts, by name.</summary>
    public static IReadOnlyDictionary<string, string> Make()
    {
        var deliveries = new ShopSimulation(Seed, Until, Currency, Buyers).Play();
        var orders = deliveries.GroupBy(delivery => delivery.Order.Id)
            .Select(states => states.Last().Order).OrderBy(order => order.Id).ToList();
        return new Dictionary<string, string>
        {
            [Own] = Write(OwnColumns, orders, OwnOrder, OwnLine),
            [Shopify] = Write(ShopifyColumns, orders, ShopifyOrder, ShopifyLine),
        };
    }

    // One row per order line. The first row of an order also holds the order's own values.
    private static string Write(
        string[] columns,
        IEnumerable<ShopifyOrder> orders,
        Func<ShopifyOrder, Dictionary<string, string>> ofOrder,
        Func<ShopifyOrder, ShopifyLine, Dictionary<string, string>> ofLine)
    {
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        Row(csv, columns);
        foreach (var order in orders)
        {
            var cells = ofOrder(order);
            foreach (var line in order.Lines)
            {
                var all = cells.Concat(ofLine(order, line)).DistinctBy(cell => cell.Key).ToDictionary();
                Row(csv, columns.Select(column => all.GetValueOrDefault(column, "")));
                cells = [];
            }
        }

        csv.Flush();
        return text.ToString();
    }

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static Dictionary<string, string> OwnOrder(ShopifyOrder order) => new()
    {
        ["placed_at"] = Iso(order.PlacedAt),
        ["updated_at"] = Iso(order.UpdatedAt),
        ["status"] = order.CancelledAt is null ? "paid" : "cancelled",
        ["currency"] = order.Currency,
        ["total"] = Money(order.Total),
        ["discounts"] = Money(order.Discount),
        ["shipping"] = Money(order.Shipping),
        ["refunded"] = Money(order.Refunded),
        ["customer_id"] = $"{order.CustomerId}",
        ["email"] = Buyer(order).Email,
        ["channel"] = order.Source == "subscription_contract" ? "subscription" : order.Source,
        ["subscription"] = order.Tags.Length > 0 ? "true" : "false",
        ["gift"] = order.Note is null ? "false" : "true",
    };

    private static Dictionary<string, string> OwnLine(ShopifyOrder order, ShopifyLine line) => new()
    {
        ["order_id"] = $"{order.Id}",
        ["product"] = $"{line.ProductId}",
        ["quantity"] = $"{line.Quantity}",
        ["unit_price"] = Money(line.Price),
    };

    private static Dictionary<string, string> ShopifyOrder(ShopifyOrder order) => new()
    {
        ["Financial Status"] = ShopifyOrderWriter.FinancialStatus(order),
        ["Paid at"] = order.CancelledAt is null ? Spaced(order.PlacedAt) : "",
        ["Fulfillment Status"] = order.CancelledAt is null ? "fulfilled" : "unfulfilled",
        ["Fulfilled at"] = order.CancelledAt is null ? Spaced(order.PlacedAt.AddDays(1)) : "",
        ["Accepts Marketing"] = order.CustomerId % 3 == 0 ? "yes" : "no",
        ["Currency"] = order.Currency,
        ["Subtotal"] = Money(order.LineTotal - order.Discount),
        ["Shipping"] = Money(order.Shipping),
        ["Taxes"] = Money(0),
        ["Total"] = Money(order.Total),
        ["Discount Amount"] = Money(order.Discount),
        ["Billing Name"] = Buyer(order).Name,
        ["Shipping Name"] = Buyer(order).Name,
        ["Notes"] = order.Note ?? "",
        ["Cancelled at"] = order.CancelledAt is { } at ? Spaced(at) : "",
        ["Refunded Amount"] = Money(order.Refunded),
        ["Id"] = $"{order.Id}",
        ["Tags"] = order.Tags,
        ["Source"] = order.Source,
    };

    private static Dictionary<string, string> ShopifyLine(ShopifyOrder order, ShopifyLine line) => new()
    {
        ["Name"] = $"#{order.Id - ShopSimulation.FirstOrder + 1001}",
        ["Email"] = Buyer(order).Email,
        ["Created at"] = Spaced(order.PlacedAt),
        ["Lineitem quantity"] = $"{line.Quantity}",
        ["Lineitem name"] = line.Title,
        ["Lineitem price"] = Money(line.Price),
        ["Lineitem sku"] = $"{line.ProductId}",
    };

    private static SampleBuyer Buyer(ShopifyOrder order) =>
        SampleBuyer.Number((int)(order.CustomerId - ShopSimulation.FirstCustomer));

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Spaced(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
