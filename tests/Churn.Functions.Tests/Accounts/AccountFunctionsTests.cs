using System.Text.Json;
using Churn.Domain.Accounts;
using Churn.Domain.Classification;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Accounts;
using Churn.Functions.Orders;
using Churn.TestSupport;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Churn.Functions.Tests.Accounts;

public sealed class AccountFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly OrderFunctions _orders;
    private readonly AccountFunctions _functions;

    public AccountFunctionsTests()
    {
        var (storage, policies, time) = (_scenario.Storage, new DefaultRulebooks(), _scenario.Time);
        var settler = new AccountSettler(storage.Accounts, _scenario.Buyers, _scenario.Identities, _scenario.Settler, policies, time);
        _functions = new AccountFunctions(settler, storage.Accounts, new FixedShops(Shop), policies, time, NullLogger<AccountFunctions>.Instance);
        var offers = new OfferPublisher(_scenario.Buyers, _scenario.Identities, storage.Offers, _scenario.Outbox, _scenario.Settler, time);
        var erasedShops = new ErasedShopFilter(storage.Records, time);
        var processor = new OrderProcessor(
            erasedShops, _scenario.Identities, offers, storage.Messages, _scenario.Outbox, UnheardMetrics.Metrics, time);
        _orders = new OrderFunctions(
            processor, new AmendmentHandler(processor, _scenario.Identities, time), _scenario.Identities, erasedShops, NullLogger<OrderFunctions>.Instance);
    }

    [Fact]
    public async Task GetAccount_OrdersOfTwoPeopleAndARefundWithoutItsBuyer_ShowsWhatTheCompanyIsWorth()
    {
        await OrderAsync("1", "2026-10-01", "anna", 10_000);
        await OrderAsync("2", "2026-11-01", "ben", 20_000);
        var refund = new OrderAmendment { Shop = Shop.Id, OrderId = "2", Refunds = Domain.Orders.Order.NoRefunds.Add("r1", 5_000) };
        await _orders.AmendOrderAsync(MessageJson.Write(new AmendmentMessage { Order = refund }), default);
        await DrainAsync();

        var body = JsonSerializer.SerializeToElement(
            Assert.IsType<OkObjectResult>(await GetAsync("demo", "acme & co")).Value, JsonSerializerOptions.Web);

        Assert.Equal((2, 25_000L), (body.GetProperty("orders").GetInt32(), body.GetProperty("netValue").GetInt64()));
        Assert.Equal(2, body.GetProperty("members").GetArrayLength());
        Assert.Equal(("Returning", "Active", "2026-11-22"), (body.GetProperty("relationship").GetString(), body.GetProperty("activity").GetString(), body.GetProperty("asOf").GetString()));
    }

    [Theory]
    [InlineData("other", "acme & co")]
    [InlineData("demo", "acme")]
    public async Task GetAccount_WhatNoOrderNames_Is404(string shop, string company)
    {
        await OrderAsync("1", "2026-10-01", "anna", 10_000);
        await DrainAsync();

        Assert.Equal(404, Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await GetAsync(shop, company)).Value).Status);
    }

    private Task<IActionResult> GetAsync(string shop, string company) => _functions.GetAccountAsync(new DefaultHttpContext().Request, shop, company, default);

    private Task OrderAsync(string id, string placedAt, string person, long total)
    {
        var order = AnOrder.Of(Shop, id, placedAt, email: $"{person}@example.org", total: total);
        order = order with { Buyer = order.Buyer with { CompanyId = "acme & co" } };
        return _orders.ReclassifyBuyerAsync(MessageJson.Write(new OrderMessage { Order = order }), default);
    }

    private async Task DrainAsync()
    {
        while (_scenario.Queues.Accounts.TryDequeue(out var message))
        {
            await _functions.SettleAccountAsync(MessageJson.Write(message), default);
        }
    }
}
