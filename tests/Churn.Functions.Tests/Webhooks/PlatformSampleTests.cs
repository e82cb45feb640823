using System.Reflection;
using System.Text;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Functions.Tests.Webhooks.Shopify;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>The other platforms' own samples, with what a person reads in them.</summary>
public sealed class PlatformSampleTests
{
    /// <summary>Files that are no deliveries: what an API answers, recorded signatures, and where the files come from.</summary>
    private static readonly string[] Resources =
    [
        "SOURCES.md", "vectors.json", "stripe-event-vector.json", "woocommerce-ping.form.txt", "woocommerce-refund-resource.json", "square-order-resource.json",
        "square-order-resource-created.json", "square-payment-resource.json", "bigcommerce-order-resource.json", "bigcommerce-order-products-resource.json",
    ];

    [SharedTheory]
    [InlineData("woocommerce-order.created.json", "order.created", "727", 1800, 0, 1000, 135, 0, OrderStatus.Paid, OrderChannel.Other, false, "2017-03-22T19:28:08Z", 0)]
    [InlineData("woocommerce-order.updated-partial-refund.json", "order.updated", "723", 2900, 0, 1000, 0, 1900, OrderStatus.Paid, OrderChannel.Web, false, "2017-03-21T19:54:51Z", 0)]
    [InlineData("stripe-checkout.session.completed.json", "", "pi_000000000000000000000000", 3000, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Web, true, "2022-03-26T18:39:19Z", 1)]
    [InlineData("stripe-invoice.paid.json", "", "in_000000000000000000000000", 2000, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Web, true, "2022-03-26T18:40:15Z", 10)]
    [InlineData("square-payment.created.json", "", "03O3USaPaAaFnI6kkwB1JxGgBsUZY", 100, 0, 0, 0, 0, OrderStatus.Placed, OrderChannel.Other, false, "2020-11-22T21:16:51.198Z", 0)]
    [InlineData("square-payment.updated.json", "", "03O3USaPaAaFnI6kkwB1JxGgBsUZY", 100, 0, 0, 0, 0, OrderStatus.Paid, OrderChannel.Other, false, "2020-11-22T21:19:00.831Z", 0)]
    public async Task Read_Sample_IsWhatItSays(
        string file, string topic, string id, long gross, long discounts, long shipping, long tax, long refunded, OrderStatus status, OrderChannel channel, bool test,
        string version, int ticks)
    {
        var order = await ReadAsync(file, topic);

        Assert.Equal((id, "USD", null as string), (order.Id, order.Currency, order.Gift));
        Assert.Equal(new OrderMoney(gross, discounts, shipping, tax), order.Money);
        Assert.Equal((refunded, status, channel, test), (order.Refunded, order.Status, order.Channel, order.Test));
        Assert.Equal(DateTimeOffset.Parse(version, System.Globalization.CultureInfo.InvariantCulture).UtcTicks + ticks, order.Version);
    }

    [SharedTheory]
    [InlineData("woocommerce-order.created.json", "john.doe@example.com", null)]
    [InlineData("woocommerce-order.updated-partial-refund.json", "joao.silva@example.com", "26")]
    [InlineData("stripe-checkout.session.completed.json", "stripe@example.com", "cus_00000000000000")]
    [InlineData("stripe-invoice.paid.json", null, "cus_00000000000000")]
    [InlineData("square-payment.updated.json", null, null)]
    public async Task Read_Sample_IdentifiesItsBuyer(string file, string? email, string? customer)
    {
        var platform = PlatformOf(file);
        var order = await ReadAsync(file, "order.updated");

        var expected = new List<Identifier>();
        expected.AddRange(email is null ? [] : [IdentityHasher.Hash(Signed.Shop(platform), 0, IdentifierKind.Email, email)]);
        expected.AddRange(customer is null ? [] : [IdentityHasher.Hash(Signed.Shop(platform), 0, IdentifierKind.PlatformCustomer, $"{platform}:{customer}")]);
        Assert.Equal(expected, order.Buyer.Identifiers.Where(identifier => identifier.Kind is IdentifierKind.Email or IdentifierKind.PlatformCustomer));
        Assert.Equal((customer, email is null && customer is null), (order.Buyer.CustomerId, order.Buyer.IsAnonymous));
    }

    [SharedFact]
    public async Task Read_WooCommerceSample_KnowsItsLines() => Assert.Equal(
        [new OrderLine { Product = "93", Quantity = 2, Net = 600 }, new OrderLine { Product = "22", Quantity = 1, Net = 1200 }],
        (await ReadAsync("woocommerce-order.created.json", "order.created")).Lines!.Value.ToArray());

    [SharedFact]
    public async Task Receive_SubscriptionsSession_IsLeftToItsInvoice()
    {
        var intake = new Intake(Signed.Shop("stripe"));
        var session = Encoding.UTF8.GetString(SharedPayloads.Read("stripe-checkout.session.completed-subscription.json"));
        var body = Encoding.UTF8.GetBytes($$"""{"id":"evt_1","type":"checkout.session.completed","created":1658353296,"livemode":false,"data":{{session}}}""");

        var answer = await intake.PostAsync("stripe", "demo", body, Signed.Headers("stripe", body, intake.Time.GetUtcNow()));

        Assert.Equal((200, "The session is no purchase, or its invoice tells it."), (answer.Status, answer.Detail));
        Assert.Empty(intake.Orders);
    }

    [SharedFact]
    public void Names_EverySample_IsSentByATestOrNoDelivery()
    {
        var sent = new[] { typeof(SampleWalkTests), typeof(ShopifySampleTests), typeof(PlatformSampleTests) }
            .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
            .Select(row => row[0] as string).Concat(["shopify-orders-exemplar-b2b-no-pii.json", "stripe-checkout.session.completed-subscription.json"]);

        Assert.Empty(SharedPayloads.Names.Except(sent).Except(Resources));
    }

    private static string PlatformOf(string file) => Signed.Platforms.First(name => file.Contains(name, StringComparison.Ordinal));

    private static async Task<Order> ReadAsync(string file, string topic)
    {
        var platform = PlatformOf(file);
        var intake = new Intake(Signed.Shop(platform));
        var body = SharedPayloads.Read(file);
        var answer = await intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), topic));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(intake.Orders);
    }
}
