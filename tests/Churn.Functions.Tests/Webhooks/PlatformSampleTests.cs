using System.Reflection;
using System.Text;
using Churn.Domain.Orders;
using Churn.Functions.Tests.Webhooks.Shopify;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Sends whole deliveries in the other platforms' shapes, and compares the orders with what a person reads in them.</summary>
public sealed class PlatformSampleTests
{
    /// <summary>Files that are not deliveries but answers of an API.</summary>
    private static readonly string[] Resources =
        ["square-order-resource.json", "bigcommerce-order-resource.json", "bigcommerce-order-products-resource.json"];

    [Theory]
    [InlineData(
        "woocommerce-order.created.json", "order.created", "914",
        3300, 0, 750, 231, 0, OrderStatus.Paid, OrderChannel.Other, false, "2026-02-10T14:12:20Z", 0)]
    [InlineData(
        "woocommerce-order.updated-partial-refund.json", "order.updated", "908",
        5300, 0, 1200, 0, 2300, OrderStatus.Paid, OrderChannel.Web, false, "2026-02-09T20:20:31Z", 0)]
    [InlineData(
        "stripe-checkout.session.completed.json", "", "pi_3PaLk7Harbour",
        4275, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Web, true, "2026-01-09T10:13:20Z", 1)]
    [InlineData(
        "stripe-invoice.paid.json", "", "in_HarbourJan",
        3150, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Web, true, "2026-01-09T12:00:03Z", 10)]
    [InlineData(
        "square-payment.created.json", "", "ORDcrumb9Tz5KpR3",
        640, 0, 0, 0, 0, OrderStatus.Placed, OrderChannel.Other, false, "2026-01-05T08:16:22.410Z", 0)]
    [InlineData(
        "square-payment.updated.json", "", "ORDcrumb9Tz5KpR3",
        640, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Other, false, "2026-01-05T08:19:07.662Z", 0)]
    public async Task Read_Sample_IsWhatItSays(
        string file,
        string topic,
        string id,
        long gross,
        long discounts,
        long shipping,
        long tax,
        long refunded,
        OrderStatus status,
        OrderChannel channel,
        bool test,
        string version,
        int ticks)
    {
        var order = await ReadAsync(file, topic);

        Assert.Equal((id, "USD", null as string), (order.Id, order.Currency, order.Gift));
        Assert.Equal(new OrderMoney(gross, discounts, shipping, tax), order.Money);
        Assert.Equal((refunded, status, channel, test), (order.Refunded, order.Status, order.Channel, order.Test));
        Assert.Equal(DateTimeOffset.Parse(version, System.Globalization.CultureInfo.InvariantCulture).UtcTicks + ticks, order.Version);
    }

    [Theory]
    [InlineData("woocommerce-order.created.json", "ada.bergmann@example.com", null)]
    [InlineData("woocommerce-order.updated-partial-refund.json", "rui.antunes@example.com", "33")]
    [InlineData("stripe-checkout.session.completed.json", "vera@example.com", "cus_Harbour33")]
    [InlineData("stripe-invoice.paid.json", null, "cus_Harbour33")]
    [InlineData("square-payment.updated.json", null, null)]
    public async Task Read_Sample_IdentifiesItsBuyer(string file, string? email, string? customer)
    {
        var platform = PlatformOf(file);
        var order = await ReadAsync(file, "order.updated");

        var expected = new List<Identifier>();
        expected.AddRange(email is null ? [] : [IdentityHasher.Hash(Signed.Shop(platform), 0, IdentifierKind.Email, email)]);
        if (customer is not null)
        {
            expected.Add(IdentityHasher.Hash(Signed.Shop(platform), 0, IdentifierKind.PlatformCustomer, $"{platform}:{customer}"));
        }

        Assert.Equal(
            expected,
            order.Buyer.Identifiers.Where(identifier => identifier.Kind is IdentifierKind.Email or IdentifierKind.PlatformCustomer));
        Assert.Equal((customer, email is null && customer is null), (order.Buyer.CustomerId, order.Buyer.IsAnonymous));
    }

    [Fact]
    public async Task Read_WooCommerceSample_KnowsItsLines() => Assert.Equal(
        [new OrderLine { Product = "61", Quantity = 2, Net = 900 }, new OrderLine { Product = "48", Quantity = 1, Net = 2400 }],
        (await ReadAsync("woocommerce-order.created.json", "order.created")).Lines!.Value.ToArray());

    [Fact]
    public async Task Receive_SubscriptionsSession_IsLeftToItsInvoice()
    {
        var intake = new Intake(Signed.Shop("stripe"));
        var session = Encoding.UTF8.GetString(Fixtures.Read("stripe-checkout.session.completed-subscription.json"));
        var body = Encoding.UTF8.GetBytes(
            $$"""{"id":"evt_1","type":"checkout.session.completed","created":1658353296,"livemode":false,"data":{{session}}}""");

        var answer = await intake.PostAsync("stripe", "demo", body, Signed.Headers("stripe", body, intake.Time.GetUtcNow()));

        Assert.Equal((200, "The session is no purchase, or its invoice tells it."), (answer.Status, answer.Detail));
        Assert.Empty(intake.Orders);
    }

    [Fact]
    public void Names_EverySample_IsSentByATestOrNoDelivery()
    {
        var sent = new[] { typeof(SampleWalkTests), typeof(ShopifySampleTests), typeof(PlatformSampleTests) }
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
            .Select(row => row[0] as string)
            .Concat(["shopify-orders-shape-b2b-no-people.json", "stripe-checkout.session.completed-subscription.json"]);

        Assert.Empty(Fixtures.Names.Except(sent).Except(Resources));
    }

    private static string PlatformOf(string file) => Signed.Platforms.First(name => file.StartsWith(name, StringComparison.Ordinal));

    private static async Task<Order> ReadAsync(string file, string topic)
    {
        var platform = PlatformOf(file);
        var intake = new Intake(Signed.Shop(platform));
        var body = Fixtures.Read(file);
        var answer = await intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), topic));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(intake.Orders);
    }
}
