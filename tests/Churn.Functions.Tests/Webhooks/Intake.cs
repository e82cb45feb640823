using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks;
using Churn.Functions.Webhooks.Fetching;
using Churn.Testing;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>The intake over a queue in memory, called as the function calls it.</summary>
internal sealed class Intake
{
    /// <summary>How long a delivery waits for what it fetches.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Mock<IMessageQueues> _queues = new();
    private readonly Mock<IShopRequestQueue> _shopRequestQueue = new();
    private readonly ConcurrentQueue<OrderMessage> _messages = new();
    private readonly ConcurrentQueue<AmendmentMessage> _amendments = new();
    private readonly ConcurrentQueue<(ShopRequest ShopRequest, TimeSpan Delay)> _shopRequests = new();

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
        _shopRequestQueue.Setup(queue => queue.SendAsync(It.IsAny<ShopRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ShopRequest shopRequest, CancellationToken _) => Send(shopRequest, TimeSpan.Zero));
        _shopRequestQueue.Setup(queue => queue.SendLaterAsync(It.IsAny<ShopRequest>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .Returns((ShopRequest shopRequest, TimeSpan delay, CancellationToken _) => Send(shopRequest, delay));
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IShopDirectory>(new FixedShops(shops))
            .AddSingleton(_queues.Object)
            .AddSingleton(_shopRequestQueue.Object)
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

    /// <summary>Answers in place of the platform's API.</summary>
    public PlatformApi Api { get; } = new();

    /// <summary>
    /// The pauses between tries. Timers of a time limit are left out: they are at least as long as the patience, or set after they were
    /// made.
    /// </summary>
    public IEnumerable<TimeSpan> Pauses => Time.Timers.Where(due => due > TimeSpan.Zero && due < Patience);

    public RecordedLog Log { get; } = new();

    public IReadOnlyList<Order> Orders => [.. _messages.Select(message => message.Order)];

    public IReadOnlyList<AmendmentMessage> Amendments => [.. _amendments];

    public IReadOnlyList<ShopRequest> ShopRequests => [.. _shopRequests.Select(sent => sent.ShopRequest)];

    /// <summary>How long each shop request waits before it is processed.</summary>
    public IReadOnlyList<TimeSpan> ShopRequestDelays => [.. _shopRequests.Select(sent => sent.Delay)];

    /// <summary>Returns an intake that fetches over HTTP, from the address in the shop's settings.</summary>
    public static Intake OverHttp(params Shop[] shops) => new(overHttp: true, shops);

    public (IReadOnlyList<Order> Orders, int Others) TakeAll()
    {
        var taken = (Orders, ShopRequests.Count + Amendments.Count);
        _amendments.Clear();
        _messages.Clear();
        _shopRequests.Clear();
        _queues.Invocations.Clear();
        _shopRequestQueue.Invocations.Clear();
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

    /// <summary>
    /// Lets the pauses between tries pass, one by one, until the delivery is answered. Time limits are longer and do not run out.
    /// </summary>
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

    private Task Send(ShopRequest shopRequest, TimeSpan delay)
    {
        _shopRequests.Enqueue((shopRequest, delay));
        return Task.CompletedTask;
    }

    internal sealed record Answer(int Status, JsonElement Body)
    {
        public string Detail => Body.GetProperty("detail").GetString()!;

        public string Id => Body.GetProperty("id").GetString()!;
    }
}
