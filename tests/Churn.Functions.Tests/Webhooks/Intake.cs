using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks;
using Churn.Functions.Webhooks.Fetching;
using Churn.TestSupport;
using Churn.TestSupport.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>The intake over a queue in memory, called as the function does.</summary>
internal sealed class Intake
{
    /// <summary>How long a delivery waits for what it fetches.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Mock<IMessageQueues> _queues = new();
    private readonly Mock<INoticeQueue> _noticeQueue = new();
    private readonly ConcurrentQueue<OrderMessage> _messages = new();
    private readonly ConcurrentQueue<AmendmentMessage> _amendments = new();
    private readonly ConcurrentQueue<(Notice Notice, TimeSpan Delay)> _notices = new();

    public Intake(params Shop[] shops)
        : this(overHttp: false, shops)
    {
    }

    private Intake(bool overHttp, Shop[] shops)
    {
        _queues.Setup(queues => queues.SendAsync(It.IsAny<OrderMessage>(), It.IsAny<CancellationToken>()))
            .Returns((OrderMessage message, CancellationToken token) =>
            {
                token.ThrowIfCancellationRequested();
                _messages.Enqueue(message);
                return Task.CompletedTask;
            });
        _queues.Setup(queues => queues.SendAsync(It.IsAny<AmendmentMessage>(), TimeSpan.Zero, It.IsAny<CancellationToken>()))
            .Returns((AmendmentMessage amendment, TimeSpan _, CancellationToken _) =>
            {
                _amendments.Enqueue(amendment);
                return Task.CompletedTask;
            });
        _noticeQueue.Setup(queue => queue.SendAsync(It.IsAny<Notice>(), It.IsAny<CancellationToken>()))
            .Returns((Notice notice, CancellationToken _) => Send(notice, TimeSpan.Zero));
        _noticeQueue.Setup(queue => queue.SendLaterAsync(It.IsAny<Notice>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .Returns((Notice notice, TimeSpan delay, CancellationToken _) => Send(notice, delay));
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IShopDirectory>(new FixedShops(shops))
            .AddSingleton(_queues.Object)
            .AddSingleton(_noticeQueue.Object)
            .AddSingleton(UnheardMetrics.Metrics)
            .AddWebhooks();
        if (!overHttp)
        {
            services.AddHttpClient(FetchClient.Name).ConfigurePrimaryHttpMessageHandler(() => Api);
        }

        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ServiceProvider Services { get; }

    public CountingTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What answers in the place of the platform's API.</summary>
    public PlatformApi Api { get; } = new();

    /// <summary>The pauses between tries; a time limit is no shorter than the patience, or is set on a timer after it is made.</summary>
    public IEnumerable<TimeSpan> Pauses => Time.Timers.Where(due => due > TimeSpan.Zero && due < Patience);

    public RecordedLog Log { get; } = new();

    public IReadOnlyList<Order> Orders => [.. _messages.Select(message => message.Order)];

    public IReadOnlyList<AmendmentMessage> Amendments => [.. _amendments];

    public IReadOnlyList<Notice> Notices => [.. _notices.Select(sent => sent.Notice)];

    /// <summary>How long each notice waits before it is worked off.</summary>
    public IReadOnlyList<TimeSpan> NoticeDelays => [.. _notices.Select(sent => sent.Delay)];

    /// <summary>An intake that fetches over HTTP, from wherever the shop's settings say.</summary>
    public static Intake OverHttp(params Shop[] shops) => new(overHttp: true, shops);

    public (IReadOnlyList<Order> Orders, int Others) TakeAll()
    {
        var taken = (Orders, Notices.Count + Amendments.Count);
        _amendments.Clear();
        _messages.Clear();
        _notices.Clear();
        _queues.Invocations.Clear();
        _noticeQueue.Invocations.Clear();
        return taken;
    }

    public void FailToStore() => _queues.Setup(queues => queues.SendAsync(It.IsAny<OrderMessage>(), It.IsAny<CancellationToken>()))
        .ThrowsAsync(new InvalidOperationException("The queue is gone."));

    public Task<Answer> PostAsync(string platform, string shop, string body, params (string Name, string Value)[] headers) =>
        PostAsync(platform, shop, Encoding.UTF8.GetBytes(body), headers);

    public Task<Answer> PostAsync(string platform, string shop, byte[] body, params (string Name, string Value)[] headers) =>
        PostAsync(platform, shop, new MemoryStream(body), CancellationToken.None, headers);

    public async Task<Answer> PostAsync(
        string platform, string shop, Stream body, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Body = body;
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                context.Request.ContentType = value;
            }
            else
            {
                context.Request.Headers.Append(name, value);
            }
        }

        using var response = new MemoryStream();
        context.Response.Body = response;
        var answer = await Services.GetRequiredService<WebhookIntake>().ReceiveAsync(context.Request, platform, shop, cancellationToken);
        await answer.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return new Answer(context.Response.StatusCode, JsonDocument.Parse(response.ToArray()).RootElement);
    }

    /// <summary>Lets the pauses between tries pass, one by one, until the delivery is answered. Time limits, which are longer, do not run out.</summary>
    public async Task<Answer> LetPausesPassAsync(Task<Answer> posting)
    {
        for (var passed = 0; !posting.IsCompleted; await Task.Yield())
        {
            foreach (var pause in Pauses.Skip(passed).ToList())
            {
                Time.Advance(pause);
                passed++;
            }
        }

        return await posting;
    }

    private Task Send(Notice notice, TimeSpan delay)
    {
        _notices.Enqueue((notice, delay));
        return Task.CompletedTask;
    }

    internal sealed record Answer(int Status, JsonElement Body)
    {
        public string Detail => Body.GetProperty("detail").GetString()!;

        public string Id => Body.GetProperty("id").GetString()!;
    }
}
