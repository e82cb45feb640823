using System.Net;
using System.Net.Http.Headers;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Tests.Webhooks.Shopify;
using Churn.Functions.Webhooks;
using Churn.Testing;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Tests the function behind real HTTP.</summary>
public sealed class WebhookHttpTests : IAsyncLifetime
{
    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret], ShopifyOrders.Domain);
    private readonly MemoryStorage _storage = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(_time)
            .AddSingleton<IShopDirectory>(new FixedShops(Shop))
            .AddSingleton<IMessageQueues>(_storage.Messages)
            .AddSingleton(Mock.Of<IShopRequestQueue>())
            .AddSingleton(UnheardMetrics.Metrics)
            .AddWebhooks()
            .AddSingleton<WebhookFunctions>();
        _app = builder.Build();
        const string Route = "/api/webhooks/{platform}/{shop}";
        _app.MapPost(Route, async (HttpContext context, string platform, string shop, WebhookFunctions functions) =>
        {
            var result = await functions.ReceiveWebhookAsync(context.Request, platform, shop, context.RequestAborted);
            await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    [Fact]
    public async Task Post_SignedOrder_Is200AndQueued()
    {
        using var response = await PostAsync(new ByteArrayContent(ShopifyOrders.Make().Bytes()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("5001", Assert.Single(_storage.Sent.Orders).Order.Id);
    }

    [Fact]
    public async Task Post_Refused_IsProblemDetails()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _app!.GetTestClient().PostAsync("/api/webhooks/shopify/demo", content);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Post_ChunkedBodyOverTheLimit_Is413()
    {
        using var response = await PostAsync(new ByteArrayContent(new byte[(2 * 1024 * 1024) + 1]), chunked: true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_FiftyTimesAtOnce_MakesOneOrder()
    {
        var body = ShopifyOrders.Make().Bytes();
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => PostAsync(new ByteArrayContent(body)))));
        var (buyers, recorder) = (_storage.Buyers, RecorderScenario.InMemory(_storage, Shop).Recorder);

        var orders = _storage.Sent.Orders.Select(message => message.Order);
        var recorded = await Task.WhenAll(orders.Select(order => Task.Run(() => recorder.RecordAsync(order, default))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(50, recorded.Length);
        Assert.Equal(49, recorded.Count(one => one.Outcome == RecordOutcome.Duplicate));
        var key = Assert.Single(recorded.Select(one => one.Key).Distinct());
        var facts = (await buyers.GetAsync(key, default))!.Facts;
        Assert.Equal((1, 5400L), (facts.Orders, facts.NetValue));
    }

    private async Task<HttpResponseMessage> PostAsync(ByteArrayContent content, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/shopify/demo") { Content = content };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in ShopifyOrders.Headers(await content.ReadAsByteArrayAsync()))
        {
            request.Headers.Add(name, value);
        }

        return await _app!.GetTestClient().SendAsync(request);
    }
}
