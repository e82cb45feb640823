using System.Text;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Webhooks.Stripe;

public sealed class StripeTests
{
    private static readonly Shop Shop = Signed.Shop("stripe");
    private const string Payments = "/v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]=pi_7&limit=1";

    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Read_PaidSession_IsTheOrderOfItsPayment()
    {
        var order = await ReadAsync(SampleBodies.StripeSession);

        Assert.Equal("pi_7", order.Id);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1771999900), order.PlacedAt);
        Assert.Equal((OrderStatus.Paid, OrderChannel.Web, "EUR"), (order.Status, order.Channel, order.Currency));
        Assert.Equal((GiftRules.Recipient, false), (order.Gift, order.Test));
        Assert.Equal(new OrderMoney(6000, 600, 500, 450), order.Money);
        Assert.Null(order.Lines);
        Assert.Equal("cus_9", order.Buyer.CustomerId);
        Assert.Contains(IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, "ann@example.com"), order.Buyer.Identifiers);
    }

    [Fact]
    public async Task Read_SessionNotYetPaid_IsPlacedAndSettledByWhatComesInTheSameSecond()
    {
        Task<Order> ReadWithAsync(string before, string after) =>
            ReadAsync(SampleBodies.StripeSession.Replace(before, after, StringComparison.Ordinal));

        var placed = await ReadWithAsync("\"paid\"", "\"unpaid\"");
        var paid = await ReadWithAsync("session.completed", "session.async_payment_succeeded");
        var failed = await ReadWithAsync("session.completed", "session.async_payment_failed");

        Assert.Equal((OrderStatus.Placed, OrderStatus.Paid, OrderStatus.Cancelled), (placed.Status, paid.Status, failed.Status));
        Assert.True(placed.Version < paid.Version && paid.Version < failed.Version);
    }

    [Fact]
    public async Task Read_InvoiceOfTheBasilShape_IsASubscriptionsOrderInWholeYen()
    {
        var order = await ReadAsync(SampleBodies.StripeInvoice);

        Assert.Equal(("in_5", "JPY", OrderChannel.Subscription, true), (order.Id, order.Currency, order.Channel, order.Subscription));
        Assert.Equal(new OrderMoney(1200, 100, 0, 110), order.Money);

        // The next term begins on 25 March 2026 at 6 in the morning: date -u -d @1774418400.
        Assert.Equal(new DateOnly(2026, 3, 25), order.ContractUntil);
        Assert.Equal([new OrderLine { Product = "prod_4", Quantity = 1, Net = 1100, Subscription = true }], order.Lines!.Value.ToArray());
    }

    [Fact]
    public async Task Read_SessionThatNamesItsInvoice_IsTheInvoicesOrder()
    {
        var session = await ReadAsync(
            SampleBodies.StripeSession.Replace("\"invoice\": null", "\"invoice\": \"in_5\"", StringComparison.Ordinal));
        var invoice = await ReadAsync(SampleBodies.StripeInvoice);

        Assert.Equal(session.Id, invoice.Id);
        Assert.True(session.Version < invoice.Version);
    }

    [Theory]
    [InlineData("opt_in", true)]
    [InlineData("opt_out", false)]
    [InlineData("", null)]
    public async Task Read_Consent_IsThatToPromotions(string said, bool? expected)
    {
        var body = SampleBodies.StripeSession.Replace(
            "\"mode\"", $"\"consent\":{{\"promotions\":\"{said}\"}},\"mode\"", StringComparison.Ordinal);

        Assert.Equal(expected, (await ReadAsync(body)).Buyer.Consent);
    }

    [Theory]
    [InlineData("ISK", 50000, 500)]
    [InlineData("MGA", 500, 50000)]
    [InlineData("KWD", 12340, 12340)]
    [InlineData("USD", 1234, 1234)]
    public async Task Read_CurrencyCountedDifferently_IsBroughtToIsoMinorUnits(string currency, long stripes, long minor)
    {
        var body = SampleBodies.StripeSession.Replace("\"eur\"", $"\"{currency.ToLowerInvariant()}\"", StringComparison.Ordinal)
            .Replace("\"amount_total\": 6350", $"\"amount_total\": {stripes}", StringComparison.Ordinal);

        Assert.Equal(minor, (await ReadAsync(body)).Money.Total);
    }

    [Fact]
    public async Task Receive_RefundedChargeTwice_SaysTheSameTotalOfTheSameRefund()
    {
        var body = Fixtures.Read("stripe-charge.refunded.json");
        await PostAsync(body);
        await PostAsync(body);

        Assert.All(_intake.Amendments, amendment => Assert.Equal("ch_3PaLk7Harbour", amendment.Order!.OrderId));
        Assert.All(
            _intake.Amendments,
            amendment => Assert.Equal([KeyValuePair.Create("ch_3PaLk7Harbour", 2450L)], amendment.Order!.Refunds));
        Assert.Equal(2, _intake.Amendments.Count);
    }

    [Theory]
    [InlineData("\"invoice\":\"in_5\",", true, "in_5", 0)]
    [InlineData("\"invoice\":null,", true, "pi_7", 0)]
    [InlineData("", true, "in_9", 1)]
    [InlineData("", false, "pi_7", 0)]
    public async Task Receive_RefundedCharge_IsTheRefundOfItsInvoiceWhereverThatIsToBeHad(
        string invoice, bool configured, string order, int requests)
    {
        var intake = Make(configured);
        intake.Api.Serve(Payments, """{"object":"list","data":[{"object":"invoice_payment","invoice":"in_9"}]}""");

        await PostAsync(intake, Charge(invoice));

        var amendment = Assert.Single(intake.Amendments).Order!;
        Assert.Equal((order, "ch_3", 500L), (amendment.OrderId, amendment.Refunds.Single().Key, amendment.Refunds.Single().Value));
        Assert.Equal(requests, intake.Api.Requests.Count);
    }

    [Fact]
    public async Task Receive_RefundedChargeOfNoInvoice_IsTheRefundOfItsPayment()
    {
        var intake = Make(configured: true);
        intake.Api.Serve(Payments, """{"object":"list","data":[]}""");

        await PostAsync(intake, Charge(""));

        Assert.Equal("pi_7", Assert.Single(intake.Amendments).Order!.OrderId);
    }

    [Fact]
    public async Task Receive_RefundedChargeWhoseInvoiceCannotBeAskedFor_WaitsAndIsReadLater()
    {
        var intake = Make(configured: true);
        (intake.Api.Failures, intake.Api.FailWith) = (1, System.Net.HttpStatusCode.Forbidden);
        await PostAsync(intake, Charge(""));
        var pending = Assert.Single(intake.ShopRequests).Fetch!;
        Assert.Empty(intake.Amendments);

        const string Refunded =
            """{"id":"ch_3","object":"charge","currency":"eur","amount_refunded":500,"payment_intent":"pi_7"}""";
        intake.Api.Serve("/v1/charges/ch_3", Refunded).Serve(Payments, """{"object":"list","data":[{"invoice":{"id":"in_9"}}]}""");

        Assert.Null(await intake.Services.GetRequiredService<Churn.Domain.Messages.IPendingFetches>().TryAsync(Shop.Id, pending, default));
        Assert.Equal("in_9", Assert.Single(intake.Amendments).Order!.OrderId);
    }

    [Theory]
    [InlineData(301, 401)]
    [InlineData(300, 200)]
    [InlineData(-301, 401)]
    public async Task Receive_TimestampOff_IsToleratedForFiveMinutes(int seconds, int status)
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StripeSession);
        var headers = Signed.Headers("stripe", body, _intake.Time.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(status, (await _intake.PostAsync("stripe", "demo", body, headers)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1")]
    [InlineData("v1=00")]
    [InlineData("t=x,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1,t=2,v1=00")]
    public async Task Receive_MalformedHeader_Is401(string header) =>
        Assert.Equal(401, (await _intake.PostAsync("stripe", "demo", SampleBodies.StripeSession, ("Stripe-Signature", header))).Status);

    private static Intake Make(bool configured) => new(Signed.Shop("stripe", options =>
        (options.ApiUrl, options.ApiToken) = configured ? ("https://api.example/", "rk_1") : ("", "")));

    private static string Charge(string invoice) =>
        $$$$"""{"id":"evt_9","type":"charge.refunded","created":1772000000,"livemode":true,"data":{"object":{"id":"ch_3",{{{{invoice}}}}"currency":"eur","amount_refunded":500,"payment_intent":"pi_7"}}}""";

    private static async Task PostAsync(Intake intake, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(200, (await intake.PostAsync("stripe", "demo", body, Signed.Headers("stripe", body, intake.Time.GetUtcNow()))).Status);
    }

    private async Task<Order> ReadAsync(string body)
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(body));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return _intake.Orders[^1];
    }

    private Task<Intake.Answer> PostAsync(byte[] body) =>
        _intake.PostAsync("stripe", "demo", body, Signed.Headers("stripe", body, _intake.Time.GetUtcNow()));
}
