using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Scenarios;

namespace Churn.Functions.Tests.Webhooks.Shopify;

public sealed class ShopifyRequestTests
{
    private const string Refund = """
        {"id":900,"order_id":5001,"created_at":"2026-03-02T10:00:00Z","transactions":[
          {"kind":"refund","status":"success","amount":"12.50","currency":"USD"},{"kind":"refund","status":"failure","amount":"9.00","currency":"USD"}]}
        """;

    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret], ShopifyOrders.Domain);
    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Receive_Refund_AmendsItsOrderByItsSuccessfulTransactions()
    {
        var amendment = await AmendmentAsync("refunds/create", Refund);

        Assert.Equal("5001", amendment.Order!.OrderId);
        Assert.Equal([KeyValuePair.Create("900", 1250L)], amendment.Order.Refunds);
    }

    [Fact]
    public async Task Receive_RefundInTheBuyersCurrency_FetchesTheOrderForItsRate() =>
        Assert.Equal("5001", (await ShopRequestAsync("refunds/create", Refund.Replace("USD", "CAD", StringComparison.Ordinal))).Fetch!.OrderId);

    [Fact]
    public async Task Receive_CompletedMerge_NamesBothCustomersByTheirHashes()
    {
        var amendment = await AmendmentAsync("customers/merge", """
            {"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/1","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/22","status":"completed","errors":[]}
            """);

        Assert.Equal(
            new[] { "shopify:1", "shopify:22" }.Select(id => IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, id)).Order(),
            amendment.Link!.Customers.SelectMany(customer => customer).Order());
    }

    [Fact]
    public async Task Receive_Redaction_HoldsHashesAndNoPlainIdentifier()
    {
        var shopRequest = await ShopRequestAsync("customers/redact", """
            {"shop_id":1,"shop_domain":"demo.myshopify.com","customer":{"id":191167,"email":"john@example.com","phone":"+1 212 555 0100"},"orders_to_redact":[299938,280263]}
            """);

        Assert.Equal((PrivacyRequestKind.ErasePerson, "191167"), (shopRequest.Privacy!.Kind, shopRequest.Privacy.CustomerId));
        Assert.Equal(["299938", "280263"], shopRequest.Privacy.OrderIds.ToArray());
        Assert.Equal(3, shopRequest.Privacy.Person.Count);
        Assert.DoesNotContain("john", MessageJson.Write(shopRequest), StringComparison.Ordinal);
        Assert.DoesNotContain("5550100", MessageJson.Write(shopRequest), StringComparison.Ordinal);
        Assert.Equal(MessageJson.Write(shopRequest), MessageJson.Write(MessageJson.Read<ShopRequest>(MessageJson.Write(shopRequest))));
    }

    [Fact]
    public async Task Receive_RedactionWhoseBodyNamesAnotherShop_IsRefused()
    {
        var body = Encoding.UTF8.GetBytes("""{"shop_id":1,"shop_domain":"other.myshopify.com"}""");

        Assert.Equal(400, (await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body, "shop/redact"))).Status);
        Assert.Empty(_intake.ShopRequests);
    }

    [Fact]
    public async Task Receive_ShopRedaction_SaysWhenItWasSent()
    {
        var shopRequest = await ShopRequestAsync("shop/redact", """{"shop_id":1,"shop_domain":"demo.myshopify.com"}""");

        Assert.Equal(PrivacyRequestKind.EraseShop, shopRequest.Privacy!.Kind);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 15, 0, 2, TimeSpan.Zero), shopRequest.Privacy.SentAt);
        Assert.Empty(shopRequest.Privacy.Person);
    }

    [Fact]
    public async Task Record_RefundToldByItselfAndByTheOrder_CountsOnceInEitherOrder()
    {
        var amendment = (await AmendmentAsync("refunds/create", Refund)).Order!;
        var orders = new List<string>();
        foreach (var refundFirst in new[] { true, false })
        {
            var scenario = RecorderScenario.InMemory(Shop);
            var placed = await OrderAsync("orders/create", ShopifyOrders.Make().Bytes());
            var refunded = await OrderAsync("orders/updated", ShopifyOrders.Make().With("updated_at", "2026-03-02T10:00:01Z")
                .With("refunds", System.Text.Json.Nodes.JsonNode.Parse($"[{Refund}]")).Bytes());
            var recorded = await scenario.Recorder.RecordAsync(placed, default);
            if (refundFirst)
            {
                await scenario.Recorder.AmendAsync(amendment, default);
                await scenario.Recorder.RecordAsync(refunded, default);
            }
            else
            {
                await scenario.Recorder.RecordAsync(refunded, default);
                await scenario.Recorder.AmendAsync(amendment, default);
            }

            var facts = (await scenario.Buyers.GetAsync(recorded.Key, default))!.Facts;
            Assert.Equal(1250, facts.Refunded);
            orders.Add(MessageJson.Write((await scenario.Buyers.GetOrderAsync(recorded.Key, "5001", default))!));
        }

        Assert.Equal(orders[0], orders[1]);
    }

    [Fact]
    public async Task Record_UpdateBeforeCreate_GivesTheSameRowsAsAfterIt()
    {
        var pending = ShopifyOrders.Make().With("financial_status", "pending").Bytes();
        var created = await OrderAsync("orders/create", pending, "2026-03-01T15:00:02Z");
        var nameless = ShopifyOrders.Make().Without("customer", "line_items").Bytes();
        var updated = await OrderAsync("orders/updated", nameless, "2026-03-01T15:00:03Z");
        var rows = new List<string>();
        foreach (var deliveries in new[] { new[] { created, updated }, [updated, created], [updated, created, updated, created] })
        {
            var scenario = RecorderScenario.InMemory(Shop);
            var recorded = await scenario.Recorder.RecordAsync(deliveries[0], default);
            foreach (var order in deliveries[1..])
            {
                await scenario.Recorder.RecordAsync(order, default);
            }

            var entry = (await scenario.Buyers.GetOrderAsync(recorded.Key, "5001", default))!;
            Assert.Equal((Domain.Orders.OrderStatus.Paid, "77"), (entry.Order.Status, entry.Order.Buyer.CustomerId));
            Assert.Equal(2, entry.Order.Lines!.Value.Length);
            rows.Add(MessageJson.Write(entry) + MessageJson.Write((await scenario.Buyers.GetAsync(recorded.Key, default))!.Facts));
        }

        Assert.Single(rows.Distinct());
    }

    private async Task<Domain.Orders.Order> OrderAsync(string topic, byte[] body, string? triggeredAt = null)
    {
        await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body, topic, triggeredAt: triggeredAt));
        return _intake.Orders[^1];
    }

    private async Task<AmendmentMessage> AmendmentAsync(string topic, string text)
    {
        await PostAsync(topic, text);
        return Assert.Single(_intake.Amendments);
    }

    private async Task<ShopRequest> ShopRequestAsync(string topic, string text)
    {
        await PostAsync(topic, text);
        var shopRequest = Assert.Single(_intake.ShopRequests);
        Assert.Equal(20, shopRequest.Receipt.Length);
        return shopRequest;
    }

    private async Task PostAsync(string topic, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var answer = await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body, topic));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
    }
}
