using System.Globalization;
using System.Text.Json.Nodes;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.Shopify;

public sealed class ShopifyOrderTests
{
    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret], ShopifyOrders.Domain);

    [Fact]
    public async Task Read_PaidWebOrder_MapsEveryField()
    {
        var order = await ReadAsync(ShopifyOrders.Make());

        Assert.Equal("5001", order.Id);
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T15:00:00Z", CultureInfo.InvariantCulture), order.PlacedAt);
        Assert.Equal(OrderStatus.Paid, order.Status);
        Assert.Equal(OrderChannel.Web, order.Channel);
        Assert.Equal("USD", order.Currency);
        Assert.Equal(new OrderMoney(Gross: 6000, Discounts: 600, Shipping: 500, Tax: 450), order.Money);
        Assert.Equal(6350, order.Money.Total);
        Assert.Equal(0, order.Refunded);
        Assert.Null(order.Gift);
        Assert.False(order.Test);
        Assert.False(order.Subscription);
        Assert.Equal("77", order.Buyer.CustomerId);
        var tea = new OrderLine { Product = "11", Quantity = 2, Net = 4500 };
        var cup = new OrderLine { Product = "B-2", Quantity = 1, Net = 900 };
        Assert.Equal([tea, cup], order.Lines!.Value.ToArray());
        Assert.Equal(
            [
                IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, "ann@example.com"),
                IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, "shopify:77"),
            ],
            order.Buyer.Identifiers);
    }

    // The order's version is 2026-03-01T15:00:01Z. One second of delay is 10,000,000 ticks / 600 = 16,666 ticks more.
    [Theory]
    [InlineData("2026-03-01T15:00:02.000000Z", 16_666)]
    [InlineData("2026-03-01T15:00:02.600000Z", 26_666)]
    [InlineData("2026-03-01T15:00:00.000000Z", 0)]
    [InlineData("2026-03-01T18:00:00.000000Z", 9_999_999)]
    [InlineData("nonsense", 0)]
    public async Task Read_TriggeredAt_OrdersDeliveriesWithinTheSecondOfTheUpdate(string triggeredAt, long above)
    {
        var order = await ReadAsync(ShopifyOrders.Make(), triggeredAt);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 15, 0, 1, TimeSpan.Zero).UtcTicks + above, order.Version);
    }

    [Theory]
    [InlineData("JPY", "14319", 14319)]
    [InlineData("CLP", "2850", 2850)]
    [InlineData("COP", "534140.00", 53414000)]
    [InlineData("KWD", "12.345", 12345)]
    [InlineData("USD", "0.005", 1)]
    public async Task Read_Total_CountsInTheCurrencysOwnDecimals(string currency, string total, long minor)
    {
        var order = await ReadAsync(ShopifyOrders.Make()
            .Without("total_shipping_price_set", "shipping_lines", "total_tax", "total_discounts", "line_items")
            .With("currency", currency)
            .With("total_price", total));

        Assert.Equal(minor, order.Money.Total);
        Assert.Null(order.Lines);
    }

    [Fact]
    public async Task Read_TaxIncludedInPrices_LeavesMerchandiseAndShippingWithoutTax()
    {
        // The goods are 119.00 with 19.00 of tax, the shipping is 11.90 with 1.90 of tax.
        var body = ShopifyOrders.Make().With("taxes_included", true).With("total_price", "130.90").With("subtotal_price", "119.00")
            .With("total_discounts", "0.00").With("total_tax", "20.90")
            .With("total_shipping_price_set", JsonNode.Parse("""{"shop_money":{"amount":"11.90"}}"""))
            .With("shipping_lines", JsonNode.Parse("""[{"price":"11.90","tax_lines":[{"price":"1.90"}]}]"""))
            .With("line_items", JsonNode.Parse("""[{"product_id":1,"quantity":1,"price":"119.00","tax_lines":[{"price":"19.00"}]}]"""));

        var order = await ReadAsync(body);

        Assert.Equal(new OrderMoney(10000, 0, 1000, 2090), order.Money);
        Assert.Equal(10000, order.Lines!.Value.Single().Net);
    }

    [Fact]
    public async Task Read_FreeShippingCode_IsNoDiscountOnMerchandise()
    {
        var body = ShopifyOrders.Make().With("total_price", "64.50").With("subtotal_price", "60.00").With("total_discounts", "5.00")
            .With("shipping_lines", JsonNode.Parse("""[{"price":"5.00","discount_allocations":[{"amount":"5.00"}]}]"""));

        var order = await ReadAsync(body);

        Assert.Equal(new OrderMoney(6000, 0, 0, 450), order.Money);
    }

    [Fact]
    public async Task Read_Tip_CountsAsShippingAndOtherCharges()
    {
        var order = await ReadAsync(ShopifyOrders.Make().With("total_tip_received", "2.00").With("total_price", "65.50"));

        Assert.Equal(new OrderMoney(6000, 600, 700, 450), order.Money);
    }

    [Fact]
    public async Task Read_Refunds_SumsSuccessfulRefundTransactionsOnly()
    {
        var body = ShopifyOrders.Make().With("financial_status", "partially_refunded").With("refunds", JsonNode.Parse("""
            [
              { "id": 900, "refund_line_items": [ { "subtotal": 50.0, "total_tax": 4.5 } ], "transactions": [
                  { "kind": "refund", "status": "success", "amount": "10.00" }, { "kind": "refund", "status": "failure", "amount": "99.00" },
                  { "kind": "void", "status": "success", "amount": "7.00" }, { "kind": "refund", "status": "success", "amount": "2.50" } ] },
              { "id": 901, "transactions": [] }
            ]
            """));

        var order = await ReadAsync(body);

        Assert.Equal([KeyValuePair.Create("900", 1250L)], order.Refunds);
        Assert.Equal(1250, order.Refunded);
        Assert.True(order.IsPurchase);
    }

    [Fact]
    public async Task Read_RefundPaidInTheBuyersCurrency_IsBroughtToTheShopsByTheOrdersRate()
    {
        const string Total =
            """{"shop_money":{"amount":"63.50","currency_code":"USD"},"presentment_money":{"amount":"127.00","currency_code":"CAD"}}""";
        const string Refunds = """[{"id":1,"transactions":[{"kind":"refund","status":"success","amount":"20.00","currency":"CAD"}]}]""";
        var body = ShopifyOrders.Make()
            .With("total_price_set", JsonNode.Parse(Total))
            .With("refunds", JsonNode.Parse(Refunds));

        Assert.Equal(1000, (await ReadAsync(body)).Refunded);
    }

    [Theory]
    [InlineData("paid", false, OrderStatus.Paid)]
    [InlineData("pending", false, OrderStatus.Placed)]
    [InlineData("authorized", false, OrderStatus.Placed)]
    [InlineData("partially_refunded", false, OrderStatus.Paid)]
    [InlineData("voided", false, OrderStatus.Cancelled)]
    [InlineData("paid", true, OrderStatus.Cancelled)]
    public async Task Read_Status_FollowsCancellationThenPayment(string financial, bool cancelled, OrderStatus expected)
    {
        var body = ShopifyOrders.Make()
            .With("financial_status", financial)
            .With("cancelled_at", cancelled ? "2026-03-02T10:00:00-05:00" : null);

        Assert.Equal(expected, (await ReadAsync(body)).Status);
    }

    [Fact]
    public async Task Read_WhollyRefunded_IsNoPurchaseEvenIfTheTransactionsSayLess()
    {
        var order = await ReadAsync(ShopifyOrders.Make().With("financial_status", "refunded"));

        Assert.Equal(order.Money.Total, order.Refunded);
        Assert.False(order.IsPurchase);
    }

    [Theory]
    [InlineData("web", OrderChannel.Web)]
    [InlineData("pos", OrderChannel.Pos)]
    [InlineData("shopify_draft_order", OrderChannel.Draft)]
    [InlineData("subscription_contract", OrderChannel.Subscription)]
    [InlineData("amazon-us", OrderChannel.Marketplace)]
    [InlineData("755357713", OrderChannel.Other)]
    [InlineData(null, OrderChannel.Other)]
    public async Task Read_SourceName_GivesTheChannel(string? source, OrderChannel expected) =>
        Assert.Equal(expected, (await ReadAsync(ShopifyOrders.Make().With("source_name", source))).Channel);

    [Fact]
    public async Task Read_Company_MakesAWholesaleOrderOfThatCompany()
    {
        var order = await ReadAsync(ShopifyOrders.Make().With("company", JsonNode.Parse("""{"id":42,"location_id":43}""")));

        Assert.Equal(OrderChannel.Wholesale, order.Channel);
        Assert.Equal("42", order.Buyer.CompanyId);
    }

    [Fact]
    public async Task Read_SubscriptionTag_MarksTheOrder() =>
        Assert.True((await ReadAsync(ShopifyOrders.Make().With("tags", "vip, Subscription Recurring Order"))).Subscription);

    [Theory]
    [InlineData("null")]
    [InlineData("""{"id":null,"email":"","phone":null}""")]
    [InlineData(null)]
    public async Task Read_NobodyNamed_IsABuyerOfTheirOwn(string? customer)
    {
        var body = ShopifyOrders.Make().With("email", "").With("customer", JsonNode.Parse(customer ?? "null"));
        var order = await ReadAsync(customer is null ? body.Without("customer", "email", "phone") : body);

        Assert.True(order.Buyer.IsAnonymous);
        Assert.Null(order.Buyer.CustomerId);
        Assert.Single(order.Buyer.Identifiers);
    }

    [Fact]
    public async Task Read_IdsBeyondDoublePrecision_KeepEveryDigit()
    {
        var body = ShopifyOrders.Make().With("id", 9007199254740993).With("customer", JsonNode.Parse("""{"id":115310627314723954}"""));

        var order = await ReadAsync(body);

        Assert.Equal("9007199254740993", order.Id);
        Assert.Equal("115310627314723954", order.Buyer.CustomerId);
    }

    [Fact]
    public async Task Read_LineRemovedByAnEdit_IsGoneAndTheRestKeepsItsShare()
    {
        var body = ShopifyOrders.Make();
        body["line_items"]![0]!["current_quantity"] = 1;
        body["line_items"]![1]!["current_quantity"] = 0;

        Assert.Equal([new OrderLine { Product = "11", Quantity = 1, Net = 2250 }], (await ReadAsync(body)).Lines!.Value.ToArray());
    }

    [Theory]
    [InlineData("John Smith", "Jane Smith", GiftRules.Recipient)]
    [InlineData("Léon A. Noël", "noel, leon", null)]
    [InlineData("John Smith", "", null)]
    public async Task Read_BillAndParcelToDifferentNames_IsAGift(string payer, string recipient, string? expected)
    {
        var body = ShopifyOrders.Make()
            .With("billing_address", new JsonObject { ["name"] = payer })
            .With("shipping_address", new JsonObject { ["name"] = recipient });

        Assert.Equal(expected, (await ReadAsync(body)).Gift);
    }

    [Theory]
    [InlineData("""[{"name":"Gift message","value":"With love"}]""", GiftRules.Message)]
    [InlineData("""[{"name":"gift_wrap","value":"yes"}]""", GiftRules.Wrap)]
    [InlineData("""[{"name":"Gift wrap","value":"No"}]""", null)]
    [InlineData("""[{"name":"custom engraving","value":"Happy Birthday"}]""", null)]
    [InlineData("""[{"name":["gift"],"value":5}, 7, null]""", null)]
    public async Task Read_GiftOption_IsTheReason(string properties, string? expected)
    {
        var body = ShopifyOrders.Make();
        body["line_items"]![0]!["properties"] = JsonNode.Parse(properties);

        Assert.Equal(expected, (await ReadAsync(body)).Gift);
    }

    [Theory]
    [InlineData("""{"state":"subscribed"}""", false, true)]
    [InlineData("""{"state":"unsubscribed"}""", true, false)]
    [InlineData("""{"state":"not_subscribed"}""", true, null)]
    [InlineData("""{"state":"pending"}""", false, null)]
    [InlineData("null", true, true)]
    [InlineData("null", false, null)]
    [InlineData("7", true, true)]
    public async Task Read_Consent_IsTheCustomersStateThenTheTickedBox(string state, bool ticked, bool? expected)
    {
        var body = ShopifyOrders.Make().With("buyer_accepts_marketing", ticked);
        body["customer"]!["email_marketing_consent"] = JsonNode.Parse(state);

        Assert.Equal(expected, (await ReadAsync(body)).Buyer.Consent);
    }

    [Fact]
    public async Task Read_OrderWithoutACustomer_HasTheConsentOfTheBoxAlone() =>
        Assert.True((await ReadAsync(ShopifyOrders.Make().With("buyer_accepts_marketing", true).Without("customer"))).Buyer.Consent);

    private static async Task<Order> ReadAsync(JsonObject body, string? triggeredAt = null)
    {
        var intake = new Intake(Shop);
        var bytes = body.Bytes();
        var answer = await intake.PostAsync("shopify", "demo", bytes, ShopifyOrders.Headers(bytes, triggeredAt: triggeredAt));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(intake.Orders);
    }
}
