using System.Text.Json;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Api.Accounts;
using Churn.Functions.Workers;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Churn.Functions.Tests.Api.Accounts;

public sealed class AccountFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly OrderFunctions _orders;
    private readonly AccountFunctions _functions;

    public AccountFunctionsTests()
    {
        var (storage, policies, time) = (_scenario.Storage, new DefaultRulebooks(), _scenario.Time);
        var rowBuilder = new AccountProjector(storage.Accounts, _scenario.Buyers, _scenario.Identities, _scenario.RowBuilder, policies, time);
        var log = NullLogger<AccountFunctions>.Instance;
        _functions = new AccountFunctions(rowBuilder, storage.Accounts, new FixedShops(Shop), policies, time, log);
        var offers = new OfferPublisher(_scenario.Buyers, _scenario.Identities, storage.Offers, _scenario.Outbox, _scenario.Shops, time);
        var erasedShops = new ErasedShopFilter(storage.Records, time);
        var processor = new OrderProcessor(
            erasedShops, _scenario.Identities, offers, storage.Messages, _scenario.Outbox, UnheardMetrics.Metrics, time);
        _orders = new OrderFunctions(
            processor,
            new AmendmentHandler(processor, _scenario.Identities, time),
            _scenario.Identities,
            erasedShops,
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
        Assert.Equal("Returning", body.GetProperty("relationship").GetString());
        Assert.Equal("Active", body.GetProperty("activity").GetString());
        Assert.Equal("2026-11-22", body.GetProperty("asOf").GetString());
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

    private Task<IActionResult> GetAsync(string shop, string company) =>
        _functions.GetAccountAsync(new DefaultHttpContext().Request, shop, company, default);

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
