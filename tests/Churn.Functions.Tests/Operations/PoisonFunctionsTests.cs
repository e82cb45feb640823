using System.Text.Json;
using Churn.Domain.Poison;
using Churn.Domain.Shops;
using Churn.Functions.Operations;
using Churn.Functions.Tests.Webhooks;
using Churn.TestSupport.Builders;
using Churn.TestSupport.MemoryStores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Operations;

public sealed class PoisonFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private static readonly HttpRequest Request = new DefaultHttpContext().Request;
    private readonly MemoryPoisonQueues _queues = new("orders", "offers");
    private readonly RecordedLog _log = new();
    private readonly PoisonFunctions _functions;
    private readonly PoisonMessage _message = APoison.Of(AnOrder.Of(Shop, "1001", "2026-06-01", customerId: "123456789"), "m-1", "2026-06-01T18:00:00Z");

    public PoisonFunctionsTests()
    {
        var store = new MemoryPoisonStore();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 8, 6, 0, 0, TimeSpan.Zero));
        var logger = LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<PoisonFunctions>();
        _functions = new PoisonFunctions(new PoisonRequests(new PoisonDesk(_queues, store)), new PoisonWatch(_queues, store, time), logger);
        _queues.Add(_message);
    }

    [Fact]
    public async Task ListPoison_OneMessage_TellsOfItWithoutItsText()
    {
        var counts = Json(await _functions.ListPoisonQueuesAsync(Request, default));
        var list = Json(await _functions.ListPoisonAsync(Request, "orders", default));

        Assert.Equal(["orders 1", "offers 0"], counts.EnumerateArray().Select(count => $"{count.GetProperty("queue")} {count.GetProperty("waiting")}"));
        Assert.Equal(("m-1", "Failed"), (list[0].GetProperty("id").GetString(), list[0].GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, list[0].GetProperty("message").ValueKind);
        Assert.DoesNotContain("1001", list.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadPoison_Order_ShowsItMasked()
    {
        var shown = Json(await _functions.ReadPoisonAsync(Request, "orders", "m-1", default));

        Assert.Equal("1001", shown.GetProperty("message").GetProperty("order").GetProperty("id").GetString());
        Assert.DoesNotContain("123456789", shown.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RetryPoison_Message_IsBackOnItsQueueAndASecondTimeIs404()
    {
        var done = Assert.IsType<PoisonDone>(Assert.IsType<OkObjectResult>(await _functions.RetryPoisonAsync(Request, "orders", "m-1", default)).Value);

        Assert.Equal(1, done.Messages);
        Assert.Equal(("orders", _message.Text), Assert.Single(_queues.Sent));
        Assert.Equal(404, Status(await _functions.RetryPoisonAsync(Request, "orders", "m-1", default)));
    }

    [Fact]
    public async Task DropPoison_All_SaysHowMany()
    {
        _queues.Add(_message with { Id = "m-2" });

        var done = Assert.IsType<PoisonDone>(Assert.IsType<OkObjectResult>(await _functions.DropPoisonAsync(Request, "orders", "all", default)).Value);

        Assert.Equal(2, done.Messages);
        Assert.Empty(_queues.Sent);
    }

    [Theory]
    [InlineData("unknown", "m-1")]
    [InlineData("orders", "m-2")]
    [InlineData("orders", "a/b")]
    public async Task ReadPoison_WhatIsNotThere_Is404(string queue, string id)
    {
        Assert.Equal(404, Status(await _functions.ReadPoisonAsync(Request, queue, id, default)));
        Assert.Equal(404, Status(await _functions.RetryPoisonAsync(Request, queue, id, default)));
        Assert.Equal(404, Status(await _functions.DropPoisonAsync(Request, queue, id, default)));
    }

    [Fact]
    public async Task WatchPoison_MessageOfSixDays_WarnsWithItsIdAndAgeAndNothingItSays()
    {
        await _functions.WatchPoisonAsync(new TimerInfo(), default);

        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Contains(_log.Lines, line => line.Text == "Queue orders message m-1: given up 6.5 days ago, kept in the table: True");
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("1001", StringComparison.Ordinal) || line.Text.Contains('{', StringComparison.Ordinal));
    }

    private static JsonElement Json(IActionResult result) =>
        JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(result).Value, JsonSerializerOptions.Web);

    private static int? Status(IActionResult result) => Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(result).Value).Status;
}
