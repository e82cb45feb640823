using System.Text.Json;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Functions.Accounts;
using Churn.Functions.Orders;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport;
using Churn.TestSupport.Builders;
using Churn.TestSupport.MemoryStores;
using Churn.TestSupport.Scenarios;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Churn.Functions.Tests.Accounts;

public sealed class AccountFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly MemoryQueues _queues = new();
    private readonly OrderFunctions _orders;
    private readonly AccountFunctions _functions;

    public AccountFunctionsTests()
    {
        var (accounts, policies) = (new MemoryAccountStore(), new DefaultRulebooks());
        var settler = new AccountSettler(accounts, _scenario.Buyers, _scenario.Finisher, _scenario.Settler, policies, _scenario.Time);
        _functions = new AccountFunctions(settler, accounts, new FixedShops(Shop), policies, _scenario.Time, NullLogger<AccountFunctions>.Instance);
        _orders = new OrderFunctions(
            new MeasuredRecorder(_scenario.Recorder, new OfferPublisher(_scenario.Buyers, new MemoryOfferStore(), _scenario.Outbox, _scenario.Settler, _scenario.Time), UnheardMetrics.Metrics, _scenario.Time),
            new AmendmentHandler(_scenario.Recorder, _scenario.Linker, _scenario.Separator, _scenario.Finisher, _queues, _scenario.Outbox),
            _scenario.Uniter,
            new ShopGate(new MemoryShopRecords(), _scenario.Time),
            _queues,
            _scenario.Outbox,
            NullLogger<OrderFunctions>.Instance);
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
        while (_queues.Accounts.TryDequeue(out var message))
        {
            await _functions.SettleAccountAsync(MessageJson.Write(message), default);
        }
    }
}
