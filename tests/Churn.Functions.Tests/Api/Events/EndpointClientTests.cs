using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Functions.Api.Events;
using Churn.Functions.Tests.Webhooks;
using Churn.Functions.Webhooks;
using Churn.Functions.Webhooks.Standard;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Api.Events;

/// <summary>Sends to a receiver on this machine that checks signatures as our own intake does.</summary>
public sealed class EndpointClientTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private readonly List<(WebhookRequest Request, string? Type)> _received = [];
    private readonly CountingTimeProvider _time = new(RecorderScenario.Noon);
    private LoopbackServer _receiver = null!;

    public async Task InitializeAsync() => _receiver = await LoopbackServer.StartAsync();

    [Theory]
    [InlineData(Secret)]
    [InlineData(Former)]
    public async Task PostAsync_WithTwoSecrets_IsGenuineUnderEither(string known)
    {
        var answer = await PostAsync(context => context.Response.StatusCode = 204);

        Assert.True(answer.IsTaken);
        var (request, type) = Assert.Single(_received);
        var shop = TestShops.Make("standard", [known]);
        Assert.Equal(WebhookVerdictKind.Genuine, new StandardPlatform().Verify(request, shop, RecorderScenario.Noon).Kind);
        Assert.Equal(("posted-a-1", "application/cloudevents+json; charset=utf-8"), (request.Header("webhook-id"), type));
    }

    [Fact]
    public async Task PostAsync_ARedirect_IsNotFollowed()
    {
        var answer = await PostAsync(context => context.Response.Redirect("/elsewhere"));

        Assert.Equal((302, "302"), (answer.Status, answer.Failure));
        Assert.Single(_received);
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("2.5", 2.5)]
    [InlineData("Sun, 22 Nov 2026 12:01:00 GMT", 60.0)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0.0)]
    [InlineData("99999999999.5", 7 * 24 * 60 * 60.0)]
    [InlineData("soon", null)]
    public async Task PostAsync_AnEndpointThatAsksForTime_IsHeardAndNotAskedAgain(string header, double? seconds)
    {
        var answer = await PostAsync(context => (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, header));

        Assert.Equal((429, seconds), (answer.Status, answer.RetryAfter?.TotalSeconds));
        Assert.Single(_received);
    }

    [Fact]
    public async Task PostAsync_AnEndpointThatHangs_IsATimeoutAfterFifteenSeconds()
    {
        _receiver.Answer = LoopbackServer.HangAsync;
        var posting = PostAsync();
        await _receiver.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(new EndpointAnswer(0, null, "Timeout"), await posting);
    }

    [Fact]
    public async Task PostAsync_AnEndpointThatHangsUp_IsAFailureAndNoException()
    {
        _receiver.Answer = LoopbackServer.ResetAsync;

        Assert.Equal((0, false), await PostAsync() is var answer ? (answer.Status, answer.IsTaken) : default);
    }

    [Fact]
    public async Task PostAsync_NobodyThere_IsAFailureAndNoException()
    {
        var address = _receiver.Address;
        await _receiver.StopAsync();

        Assert.Equal(new EndpointAnswer(0, null, "ConnectionError"), await PostAsync(address));
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    private Task<EndpointAnswer> PostAsync(Action<HttpContext> answer)
    {
        _receiver.Answer = async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var received = new WebhookRequest(body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary()));
            _received.Add((received, context.Request.ContentType));
            answer(context);
        };
        return PostAsync();
    }

    private async Task<EndpointAnswer> PostAsync(string? address = null)
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddEvents().BuildServiceProvider();
        var endpoint = new EndpointOptions { Url = $"{address ?? _receiver.Address}/in", Secrets = [Secret, Former] };
        var shop = AShop.Named("posted", options => options.Endpoints = [endpoint]);
        var client = new EndpointClient(services.GetRequiredService<IHttpClientFactory>(), _time);
        var delivery = new WaitingDelivery(shop.Id, shop.Endpoints[0].Id, "a", 1, "posted-a-1", "{\"id\":\"posted-a-1\"}");
        return await client.PostAsync(shop.Endpoints[0], delivery, default);
    }
}
