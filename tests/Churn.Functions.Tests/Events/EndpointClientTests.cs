using Churn.Domain.Endpoints;
using Churn.Functions.Events;
using Churn.Functions.Tests.Webhooks;
using Churn.Functions.Webhooks;
using Churn.Functions.Webhooks.Standard;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Events;

/// <summary>A receiver on this machine that checks signatures as our own intake does.</summary>
public sealed class EndpointClientTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private readonly List<(WebhookRequest Request, string? Type)> _received = [];
    private WebApplication _receiver = null!;
    private string _address = "";
    private Func<HttpResponse, Task> _answer = response =>
    {
        response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Add((new WebhookRequest(body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary())), context.Request.ContentType));
            await _answer(context.Response);
        });
        await _receiver.StartAsync();
        _address = _receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData(Former)]
    public async Task PostAsync_WithTwoSecrets_IsGenuineUnderEither(string known)
    {
        var answer = await PostAsync();

        Assert.True(answer.IsTaken);
        var (request, type) = Assert.Single(_received);
        Assert.Equal(WebhookVerdictKind.Genuine, new StandardPlatform().Verify(request, TestShops.Make("standard", [known]), RecorderScenario.Noon).Kind);
        Assert.Equal(("posted-a-1", "application/cloudevents+json; charset=utf-8"), (request.Header("webhook-id"), type));
    }

    [Fact]
    public async Task PostAsync_ARedirect_IsNotFollowed()
    {
        _answer = response =>
        {
            response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        Assert.Equal((302, "302"), await PostAsync() is var answer ? (answer.Status, answer.Failure) : default);
        Assert.Single(_received);
    }

    [Fact]
    public async Task PostAsync_AnEndpointThatAsksForTime_IsHeard()
    {
        _answer = response =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };

        Assert.Equal(TimeSpan.FromMinutes(2), (await PostAsync()).RetryAfter);
    }

    [Fact]
    public async Task PostAsync_NobodyThere_IsAFailureAndNoException()
    {
        await _receiver.StopAsync();

        Assert.Equal((0, "ConnectionError"), await PostAsync() is var answer ? (answer.Status, answer.Failure) : default);
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    private async Task<EndpointAnswer> PostAsync()
    {
        using var services = new ServiceCollection().AddEvents().BuildServiceProvider();
        var shop = AShop.Named("posted", options => options.Endpoints = [new EndpointOptions { Url = $"{_address}/in", Secrets = [Secret, Former] }]);
        var client = new EndpointClient(services.GetRequiredService<IHttpClientFactory>(), new FakeTimeProvider(RecorderScenario.Noon));
        return await client.PostAsync(shop.Endpoints[0], new WaitingDelivery(shop.Id, shop.Endpoints[0].Id, "a", 1, "posted-a-1", "{\"id\":\"posted-a-1\"}"), default);
    }
}
