using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.Shopify;

/// <summary>The platform's own samples, with what a person reads in them.</summary>
public sealed class ShopifySampleTests
{
    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret]);

    [SharedTheory]
    [InlineData("shopify-orders-create.json", 40495, 2000, 1000, 0, OrderStatus.Cancelled, true, null, OrderChannel.Web, 5)]
    [InlineData("shopify-orders-create-pending.json", 19900, 0, 0, 0, OrderStatus.Placed, false, null, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-paid-api.json", 18109, 1791, 0, 0, OrderStatus.Paid, false, GiftRules.Recipient, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-no-customer-eur.json", 23847, 0, 0, 1350, OrderStatus.Paid, false, null, OrderChannel.Other, 1)]
    [InlineData("shopify-orders-create-no-customer-3-lines.json", 27037, 0, 0, 1445, OrderStatus.Paid, false, null, OrderChannel.Other, 3)]
    [InlineData("shopify-orders-create-test-notification-cop.json", 53414000, 2000, 1000, 0, OrderStatus.Cancelled, true, null, OrderChannel.Web, 3)]
    [InlineData("shopify-orders-updated-partially-refunded.json", 59894, 1000, 0, 1194, OrderStatus.Paid, false, null, OrderChannel.Web, 1)]
    [InlineData("shopify-orders-cancelled-refunded.json", 59894, 1000, 0, 1194, OrderStatus.Cancelled, false, null, OrderChannel.Web, 0)]
    [InlineData("synthetic-shopify-orders-create-gift.json", 18109, 1791, 0, 0, OrderStatus.Paid, false, GiftRules.Recipient, OrderChannel.Other, 1)]
    [InlineData("synthetic-shopify-orders-create-pos-anonymous.json", 18109, 1791, 0, 0, OrderStatus.Paid, false, null, OrderChannel.Pos, 1)]
    public async Task Read_Sample_IsWhatItSays(
        string file, long total, long discounts, long shipping, long tax, OrderStatus status, bool test, string? gift, OrderChannel channel, int lines)
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

    [SharedTheory]
    [InlineData("shopify-orders-create.json", "john@example.com", null, "115310627314723954")]
    [InlineData("shopify-orders-create-paid-api.json", "jane@example.com", "+18885551234", "1073339475")]
    [InlineData("shopify-orders-cancelled-refunded.json", "bob.norman@mail.example.com", "+16136120707", "207119551")]
    public async Task Read_Sample_IdentifiesItsBuyer(string file, string email, string? phone, string customer)
    {
        var order = await ReadAsync(file);

        var expected = new List<Identifier> { IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, email) };
        expected.AddRange(phone is null ? [] : [IdentityHasher.Hash(Shop, 0, IdentifierKind.Phone, phone)]);
        expected.Add(IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, $"shopify:{customer}"));
        Assert.Equal(expected, [.. order.Buyer.Identifiers.Order()]);
        Assert.Equal(customer, order.Buyer.CustomerId);
    }

    [SharedTheory]
    [InlineData("shopify-orders-create-no-customer-eur.json")]
    [InlineData("shopify-orders-create-no-customer-3-lines.json")]
    [InlineData("synthetic-shopify-orders-create-pos-anonymous.json")]
    public async Task Read_SampleWithoutCustomer_IsAnonymous(string file) => Assert.True((await ReadAsync(file)).Buyer.IsAnonymous);

    [SharedFact]
    public async Task Read_PartiallyRefundedSample_TakesTheTransactionAndTheVersionOfItsUpdate()
    {
        var order = await ReadAsync("shopify-orders-updated-partially-refunded.json");

        Assert.Equal([KeyValuePair.Create("509562969", 20900L)], order.Refunds);
        Assert.Equal(new DateTimeOffset(2008, 1, 10, 16, 0, 0, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal([new OrderLine { Product = "632910392", Quantity = 1, Net = 19567 }], order.Lines!.Value.ToArray());
        Assert.True(order.IsPurchase);
    }

    [SharedFact]
    public async Task Read_CancelledSample_IsRefundedWhole()
    {
        var order = await ReadAsync("shopify-orders-cancelled-refunded.json");

        Assert.Equal(59894, order.Refunded);
        Assert.Equal([KeyValuePair.Create("929361465", 1000L)], order.Refunds);
        Assert.False(order.IsPurchase);
    }

    [SharedFact]
    public async Task Read_SampleWhoseAmountsAreWords_IsRefusedByTheFieldsName()
    {
        var intake = new Intake(Shop);
        var bytes = SharedPayloads.Read("shopify-orders-exemplar-b2b-no-pii.json");

        var answer = await intake.PostAsync("shopify", "demo", bytes, ShopifyOrders.Headers(bytes));

        Assert.Equal((400, "The field currency is not an ISO 4217 code."), (answer.Status, answer.Detail));
        Assert.Empty(intake.Orders);
    }

    private static async Task<Order> ReadAsync(string file)
    {
        var intake = new Intake(Shop);
        var bytes = SharedPayloads.Read(file);
        var headers = ShopifyOrders.Headers(bytes, triggeredAt: "2000-01-01T00:00:00Z");
        var answer = await intake.PostAsync("shopify", "demo", bytes, headers);
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(intake.Orders);
    }
}
