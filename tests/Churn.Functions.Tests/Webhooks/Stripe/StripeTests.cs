using System.Text;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.Stripe;

public sealed class StripeTests
{
    private static readonly Shop Shop = Signed.Shop("stripe");
    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Read_PaidSession_IsTheOrderOfItsPayment()
    {
        var order = await ReadAsync(SampleBodies.StripeSession);

        Assert.Equal("pi_7", order.Id);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1771999900), order.PlacedAt);
        Assert.Equal((OrderStatus.Paid, OrderChannel.Web, "EUR", GiftRules.Recipient, false), (order.Status, order.Channel, order.Currency, order.Gift, order.Test));
        Assert.Equal(new OrderMoney(6000, 600, 500, 450), order.Money);
        Assert.Null(order.Lines);
        Assert.Equal("cus_9", order.Buyer.CustomerId);
        Assert.Contains(IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, "ann@example.com"), order.Buyer.Identifiers);
    }

    [Fact]
    public async Task Read_SessionNotYetPaid_IsPlacedAndSettledByWhatComesInTheSameSecond()
    {
        var placed = await ReadAsync(SampleBodies.StripeSession.Replace("\"paid\"", "\"unpaid\"", StringComparison.Ordinal));
        var paid = await ReadAsync(SampleBodies.StripeSession.Replace("session.completed", "session.async_payment_succeeded", StringComparison.Ordinal));
        var failed = await ReadAsync(SampleBodies.StripeSession.Replace("session.completed", "session.async_payment_failed", StringComparison.Ordinal));

        Assert.Equal((OrderStatus.Placed, OrderStatus.Paid, OrderStatus.Cancelled), (placed.Status, paid.Status, failed.Status));
        Assert.True(placed.Version < paid.Version && paid.Version < failed.Version);
    }

    [Fact]
    public async Task Read_InvoiceOfTheBasilShape_IsASubscriptionsOrderInWholeYen()
    {
        var order = await ReadAsync(SampleBodies.StripeInvoice);

        Assert.Equal(("in_5", "JPY", OrderChannel.Subscription, true), (order.Id, order.Currency, order.Channel, order.Subscription));
        Assert.Equal(new OrderMoney(1200, 100, 0, 110), order.Money);

        // date -u -d @1774418400: 25 March 2026, 6 in the morning, which is when the next term begins.
        Assert.Equal(new DateOnly(2026, 3, 25), order.ContractUntil);
        Assert.Equal([new OrderLine { Product = "prod_4", Quantity = 1, Net = 1100, Subscription = true }], order.Lines!.Value.ToArray());
    }

    [Fact]
    public async Task Read_SessionThatNamesItsInvoice_IsTheInvoicesOrder()
    {
        var session = await ReadAsync(SampleBodies.StripeSession.Replace("\"invoice\": null", "\"invoice\": \"in_5\"", StringComparison.Ordinal));
        var invoice = await ReadAsync(SampleBodies.StripeInvoice);

        Assert.Equal(session.Id, invoice.Id);
        Assert.True(session.Version < invoice.Version);
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

    [SharedFact]
    public async Task Receive_RefundedChargeTwice_SaysTheSameTotalOfTheSameRefund()
    {
        var body = SharedPayloads.Read("stripe-charge.refunded.json");
        await PostAsync(body);
        await PostAsync(body);

        Assert.All(_intake.Amendments, amendment => Assert.Equal("ch_000000000000000000000000", amendment.Order!.OrderId));
        Assert.All(_intake.Amendments, amendment => Assert.Equal([KeyValuePair.Create("ch_000000000000000000000000", 100L)], amendment.Order!.Refunds));
        Assert.Equal(2, _intake.Amendments.Count);
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

    private async Task<Order> ReadAsync(string body)
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(body));
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return _intake.Orders[^1];
    }

    private Task<Intake.Answer> PostAsync(byte[] body) => _intake.PostAsync("stripe", "demo", body, Signed.Headers("stripe", body, _intake.Time.GetUtcNow()));
}
