using System.Text.Json;
using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Operations;
using Churn.Functions.Tests.Webhooks;
using Churn.Storage.Queues;
using Churn.Testing.Builders;
using Churn.Testing.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Api.Operations;

public sealed class PoisonFunctionsTests : IAsyncLifetime
{
    private static readonly Shop Shop = AShop.Named("demo");
    private static readonly HttpRequest Request = new DefaultHttpContext().Request;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 18, 0, 0, TimeSpan.Zero));
    private readonly MemoryStorage _storage;
    private readonly RecordedLog _log = new();
    private readonly PoisonFunctions _functions;
    private readonly Order _order = AnOrder.Of(Shop, "1001", "2026-06-01", customerId: "123456789");
    private string _id = "";

    public PoisonFunctionsTests()
    {
        _storage = new MemoryStorage(_time);
        var (queues, kept) = (_storage.PoisonQueues, _storage.Poisoned);
        var logger = LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<PoisonFunctions>();
        _functions = new PoisonFunctions(new PoisonRequests(new PoisonService(queues, kept)), new PoisonWatch(queues, kept, _time), logger);
    }

    public async Task InitializeAsync()
    {
        _id = await _storage.GiveUpAsync(_order);
        _time.Advance(TimeSpan.FromDays(6.5));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ListPoison_OneMessage_TellsOfItWithoutItsText()
    {
        var counts = Json(await _functions.ListPoisonQueuesAsync(Request, default));
        var list = Json(await _functions.ListPoisonAsync(Request, "orders", default));

        Assert.Equal(
            QueueNames.All.Select(queue => $"{queue} {(queue == "orders" ? 1 : 0)}"),
            counts.EnumerateArray().Select(count => $"{count.GetProperty("queue")} {count.GetProperty("waiting")}"));
        Assert.Equal((_id, "Failed"), (list[0].GetProperty("id").GetString(), list[0].GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, list[0].GetProperty("message").ValueKind);
        Assert.DoesNotContain("1001", list.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadPoison_Order_ShowsItMasked()
    {
        var shown = Json(await _functions.ReadPoisonAsync(Request, "orders", _id, default));

        Assert.Equal("1001", shown.GetProperty("message").GetProperty("order").GetProperty("id").GetString());
        Assert.DoesNotContain("123456789", shown.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RetryPoison_Message_IsBackOnItsQueueAndASecondTimeIs404()
    {
        var result = Assert.IsType<OkObjectResult>(await _functions.RetryPoisonAsync(Request, "orders", _id, default));
        var done = Assert.IsType<PoisonDone>(result.Value);

        Assert.Equal(1, done.Messages);
        Assert.Equal(MessageJson.Write(new OrderMessage { Order = _order }), MessageJson.Write(Assert.Single(_storage.Sent.Orders)));
        Assert.Equal(404, Status(await _functions.RetryPoisonAsync(Request, "orders", _id, default)));
    }

    [Fact]
    public async Task DropPoison_All_SaysHowMany()
    {
        await _storage.GiveUpAsync(_order);

        var result = Assert.IsType<OkObjectResult>(await _functions.DropPoisonAsync(Request, "orders", "all", default));
        var done = Assert.IsType<PoisonDone>(result.Value);

        Assert.Equal(2, done.Messages);
        Assert.Empty(_storage.Sent.Orders);
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("orders", "m-2")]
    [InlineData("orders", "a/b")]
    public async Task ReadPoison_WhatIsNotThere_Is404(string queue, string? other)
    {
        var id = other ?? _id;

        Assert.Equal(404, Status(await _functions.ReadPoisonAsync(Request, queue, id, default)));
        Assert.Equal(404, Status(await _functions.RetryPoisonAsync(Request, queue, id, default)));
        Assert.Equal(404, Status(await _functions.DropPoisonAsync(Request, queue, id, default)));
    }

    [Fact]
    public async Task WatchPoison_MessageOfSixDays_WarnsWithItsIdAndAgeAndNothingItSays()
    {
        await _functions.WatchPoisonAsync(new TimerInfo(), default);

        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Contains(_log.Lines, line => line.Text == $"Queue orders message {_id}: given up 6.5 days ago, kept in the table: True");
        Assert.DoesNotContain(_log.Lines, line =>
            line.Text.Contains("1001", StringComparison.Ordinal) || line.Text.Contains('{', StringComparison.Ordinal));
    }

    private static JsonElement Json(IActionResult result) =>
        JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(result).Value, JsonSerializerOptions.Web);

    private static int? Status(IActionResult result) => Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(result).Value).Status;
}
