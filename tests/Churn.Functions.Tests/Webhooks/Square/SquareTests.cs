using System.Text;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.Square;

public sealed class SquareTests
{
    private static readonly Shop Shop = Signed.Shop("square", options => options.ApiUrl = "https://api.example/");
    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Read_Payment_IsTheOrderItPays()
    {
        await PostAsync(Encoding.UTF8.GetBytes(SampleBodies.SquarePayment));

        var order = Assert.Single(_intake.Orders);
        Assert.Equal(("o1", OrderStatus.Paid, OrderChannel.Pos, "USD"), (order.Id, order.Status, order.Channel, order.Currency));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567), order.PlacedAt);
        Assert.Equal(new OrderMoney(1000, 0, 150, 0), order.Money);
        Assert.Equal(200, order.Refunded);
        Assert.Equal("C1", order.Buyer.CustomerId);
        Assert.Null(order.Lines);
    }

    [Fact]
    public async Task Receive_CompletedRefund_AmendsItsOrder()
    {
        await PostAsync(Fixtures.Read("square-refund.created.json"));
        await PostAsync(Fixtures.Read("square-refund.updated.json"));

        var amendment = Assert.Single(_intake.Amendments).Order!;
        Assert.Equal("ORDcrumb9Tz5KpR3", amendment.OrderId);
        Assert.Equal(320, amendment.Refunds.Single().Value);
    }

    [Fact]
    public async Task Receive_DeletionByMerge_LinksTheCustomers()
    {
        await PostAsync(Fixtures.Read("square-customer.deleted-merge.json"));

        var link = Assert.Single(_intake.Amendments).Link!;
        var customer = IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, "square:CUSTcrumb7Yf0");
        Assert.Contains(customer, link.Customers.SelectMany(identifiers => identifiers));
        Assert.Equal(3, link.Customers.Length);
    }

    [Fact]
    public async Task Receive_ShopWithoutRegisteredAddress_AcceptsNothing()
    {
        var intake = new Intake(TestShops.Make("square", [Signed.Secret]));
        var body = Encoding.UTF8.GetBytes(SampleBodies.SquarePayment);

        var signature = ("x-square-hmacsha256-signature", Shopify.ShopifyOrders.Sign(body));
        Assert.Equal(401, (await intake.PostAsync("square", "demo", body, signature)).Status);
    }

    [Fact]
    public async Task Receive_AnotherMerchantsEvent_IsRefused()
    {
        var intake = new Intake(Signed.Shop("square", options => options.Domain = "M2"));
        var body = Encoding.UTF8.GetBytes(SampleBodies.SquarePayment);

        Assert.Equal(400, (await intake.PostAsync("square", "demo", body, Signed.Headers("square", body, default))).Status);
        Assert.Empty(intake.Orders);
    }

    private async Task PostAsync(byte[] body)
    {
        var answer = await _intake.PostAsync("square", "demo", body, Signed.Headers("square", body, default));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
    }
}
