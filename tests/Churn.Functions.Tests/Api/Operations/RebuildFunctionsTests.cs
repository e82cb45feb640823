using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Shops;
using Churn.Functions.Api.Operations;
using Churn.Functions.Tests.Webhooks;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Tests.Api.Operations;

public sealed class RebuildFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly RecordedLog _log = new();
    private readonly RebuildFunctions _functions;

    public RebuildFunctionsTests()
    {
        var shops = new FixedShops(Shop);
        var logger = LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<RebuildFunctions>();
        _functions = new RebuildFunctions(
            new RangeScheduler(_scenario.Storage.Messages),
            new BuyerRebuilder(_scenario.Buyers, _scenario.RowBuilder, _scenario.Accounts),
            shops,
            UnheardMetrics.Metrics,
            logger);
    }

    [Fact]
    public async Task RebuildShop_WorkedOff_RepairsTheRowAndLogsNoIdentifierValue()
    {
        var key = (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-06-01"), default)).Key;
        var right = (await _scenario.Buyers.GetAsync(key, default))!;
        await _scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = right with { Facts = BuyerFacts.None } }, default);

        var started = Assert.IsType<RebuildStarted>(Assert.IsType<AcceptedResult>(await PostAsync("demo", "?repair=true")).Value);
        foreach (var message in _scenario.Queues.Rebuild)
        {
            await _functions.RebuildRangeAsync(MessageJson.Write(message), default);
        }

        Assert.Equal((16, true), (started.Ranges, started.Repair));
        Assert.Equal(1, (await _scenario.Buyers.GetAsync(key, default))!.Facts.Orders);
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("repaired: True", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other", "", 404)]
    [InlineData("demo", "?repair=yes", 400)]
    public async Task RebuildShop_WhatCannotBe_EnqueuesNothing(string shop, string query, int status)
    {
        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await PostAsync(shop, query)).Value);

        Assert.Equal(status, problem.Status);
        Assert.Empty(_scenario.Queues.Rebuild);
    }

    private Task<IActionResult> PostAsync(string shop, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return _functions.RebuildShopAsync(request, shop, default);
    }
}
