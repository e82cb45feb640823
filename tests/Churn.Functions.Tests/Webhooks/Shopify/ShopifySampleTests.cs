using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.Shopify;

/// <summary>Sends whole orders in the platform's shape, and compares them with what a person reads in them.</summary>
public sealed class ShopifySampleTests
{
    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret]);

    [Theory]
    [InlineData("shopify-orders-create.json", 21624, 1500, 750, 0, OrderStatus.Cancelled, true, GiftRules.Wrap, OrderChannel.Web, 5)]
    [InlineData("shopify-orders-create-pending.json", 16800, 0, 0, 0, OrderStatus.Placed, false, null, OrderChannel.Other, 1)]
    [InlineData(
        "shopify-orders-create-paid-api.json",
        14784, 2016, 0, 0, OrderStatus.Paid, false, GiftRules.Recipient, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-no-customer-eur.json", 18954, 0, 0, 1404, OrderStatus.Paid, false, null, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-no-customer-3-lines.json", 24059, 0, 0, 1411, OrderStatus.Paid, false, null, OrderChannel.Other, 3)]
    [InlineData(
        "shopify-orders-create-test-notification-cop.json",
        41614000, 2000, 1000, 0, OrderStatus.Cancelled, true, null, OrderChannel.Web, 3)]
    [InlineData("shopify-orders-updated-partially-refunded.json", 37144, 800, 0, 744, OrderStatus.Paid, false, null, OrderChannel.Web, 1)]
    [InlineData("shopify-orders-cancelled-refunded.json", 37144, 800, 0, 744, OrderStatus.Cancelled, false, null, OrderChannel.Web, 0)]
    [InlineData("shopify-orders-create-gift.json", 14784, 2016, 0, 0, OrderStatus.Paid, false, GiftRules.Recipient, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-pos-anonymous.json", 14784, 2016, 0, 0, OrderStatus.Paid, false, null, OrderChannel.Pos, 1)]
    public async Task Read_Sample_IsWhatItSays(
        string file,
        long total,
        long discounts,
        long shipping,
        long tax,
        OrderStatus status,
        bool test,
        string? gift,
        OrderChannel channel,
        int lines)
    {
        var order = await ReadAsync(file);

        Assert.Equal(total, order.Money.Total);
        Assert.Equal((discounts, shipping, tax), (order.Money.Discounts, order.Money.Shipping, order.Money.Tax));
        Assert.Equal(status, order.Status);
        Assert.Equal(test, order.Test);
        Assert.Equal(gift, order.Gift);
        Assert.Equal(channel, order.Channel);
        Assert.Equal(lines, order.Lines!.Value.Length);
    }

    [Theory]
    [InlineData("shopify-orders-create.json", "paul@example.com", null, "104729384756102938")]
    [InlineData("shopify-orders-create-paid-api.json", "noor@example.com", "+12125550142", "7320194856")]
    [InlineData("shopify-orders-cancelled-refunded.json", "iris.novak@shop.example.com", "+12125550189", "614203857")]
    public async Task Read_Sample_IdentifiesItsBuyer(string file, string email, string? phone, string customer)
    {
        var order = await ReadAsync(file);

        var expected = new List<Identifier> { IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, email) };
        expected.AddRange(phone is null ? [] : [IdentityHasher.Hash(Shop, 0, IdentifierKind.Phone, phone)]);
        expected.Add(IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, $"shopify:{customer}"));
        Assert.Equal(expected, [.. order.Buyer.Identifiers.Order()]);
        Assert.Equal(customer, order.Buyer.CustomerId);
    }

    [Theory]
    [InlineData("shopify-orders-create-no-customer-eur.json")]
    [InlineData("shopify-orders-create-no-customer-3-lines.json")]
    [InlineData("shopify-orders-create-pos-anonymous.json")]
    public async Task Read_SampleWithoutCustomer_IsAnonymous(string file) => Assert.True((await ReadAsync(file)).Buyer.IsAnonymous);

    [Fact]
    public async Task Read_PartiallyRefundedSample_TakesTheTransactionAndTheVersionOfItsUpdate()
    {
        var order = await ReadAsync("shopify-orders-updated-partially-refunded.json");

        Assert.Equal([KeyValuePair.Create("571029384", 13000L)], order.Refunds);
        Assert.Equal(new DateTimeOffset(2026, 1, 12, 21, 30, 0, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal([new OrderLine { Product = "840571629", Quantity = 1, Net = 12134 }], order.Lines!.Value.ToArray());
        Assert.True(order.IsPurchase);
    }

    [Fact]
    public async Task Read_CancelledSample_IsRefundedWhole()
    {
        var order = await ReadAsync("shopify-orders-cancelled-refunded.json");

        Assert.Equal(37144, order.Refunded);
        Assert.Equal([KeyValuePair.Create("930182746", 800L)], order.Refunds);
        Assert.False(order.IsPurchase);
    }

    [Fact]
    public async Task Read_SampleWhoseAmountsAreWords_IsRefusedByTheFieldsName()
    {
        var intake = new Intake(Shop);
        var bytes = Fixtures.Read("shopify-orders-shape-b2b-no-people.json");

        var answer = await intake.PostAsync("shopify", "demo", bytes, ShopifyOrders.Headers(bytes));

        Assert.Equal((400, "The field currency is not an ISO 4217 code."), (answer.Status, answer.Detail));
        Assert.Empty(intake.Orders);
    }

    private static async Task<Order> ReadAsync(string file)
    {
        var intake = new Intake(Shop);
        var bytes = Fixtures.Read(file);
        var headers = ShopifyOrders.Headers(bytes, triggeredAt: "2000-01-01T00:00:00Z");
        var answer = await intake.PostAsync("shopify", "demo", bytes, headers);
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(intake.Orders);
    }
}
