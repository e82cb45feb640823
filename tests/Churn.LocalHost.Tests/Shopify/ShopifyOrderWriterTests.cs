using System.Text;
using System.Text.Json.Nodes;
using Churn.Simulation.Shopify;

namespace Churn.LocalHost.Tests.Shopify;

public sealed class ShopifyOrderWriterTests
{
    private static readonly ShopifyOrder Order = new()
    {
        Id = 1001,
        PlacedAt = new(2026, 5, 14, 10, 30, 0, TimeSpan.FromHours(2)),
        UpdatedAt = new(2026, 5, 15, 0, 0, 0, TimeSpan.Zero),
        Currency = "EUR",
        CustomerId = 42,
        Email = "buyer-42@example.invalid",
        Lines = [new(7, "Tea", 2, 9.5m), new(8, "Pot", 1, 30m)],
        Discount = 4m,
        Shipping = 3.9m,
    };

    [Fact]
    public void Write_Order_KeepsShopifysIdentityOfAmounts()
    {
        var json = JsonNode.Parse(ShopifyOrderWriter.Write(Order))!;

        Assert.Equal("48.90", (string?)json["total_price"]);
        Assert.Equal("45.00", (string?)json["subtotal_price"]);
        Assert.Equal("4.00", (string?)json["total_discounts"]);
        Assert.Equal("3.90", (string?)json["total_shipping_price_set"]!["shop_money"]!["amount"]);
        Assert.Equal("2026-05-14T10:30:00+02:00", (string?)json["processed_at"]);
        Assert.Equal("paid", (string?)json["financial_status"]);
        Assert.Equal(42, (long?)json["customer"]!["id"]);
    }

    [Theory]
    [InlineData(10, "partially_refunded")]
    [InlineData(48.90, "refunded")]
    public void Write_Refund_IsATransactionAndAStatus(double amount, string status)
    {
        var json = JsonNode.Parse(ShopifyOrderWriter.Write(Order with { Refunds = [new(5, Order.UpdatedAt, (decimal)amount)] }))!;

        Assert.Equal(status, (string?)json["financial_status"]);
        var transaction = json["refunds"]![0]!["transactions"]![0]!;
        Assert.Equal(("refund", "success"), ((string?)transaction["kind"], (string?)transaction["status"]));
    }

    // The expected signature is taken from ShopifySharp's own tests.
    [Fact]
    public void Sign_PublishedVector_IsItsSignature() =>
        Assert.Equal(
            "3X6clrsy+C8mmzR/MeTh6b/EcLr46WLZaU+24GrPXOM=",
            ShopifySender.Sign(Encoding.UTF8.GetBytes("some-secret"), Encoding.UTF8.GetBytes("Bf")));
}
