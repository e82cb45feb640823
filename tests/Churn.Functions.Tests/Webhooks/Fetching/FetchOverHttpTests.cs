using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Webhooks.Fetching;

/// <summary>Tests fetching from a platform that is busy, slow or broken.</summary>
public sealed class FetchOverHttpTests : IAsyncLifetime
{
    private const string Unreachable = "The platform's API could not be reached in time.";

    private LoopbackServer _api = null!;
    private Intake _intake = null!;
    private int _requests;

    public async Task InitializeAsync()
    {
        _api = await LoopbackServer.StartAsync();
        _intake = Intake.OverHttp(Shop("ecwid"));
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _intake.Services.DisposeAsync();
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2.0", 2)]
    [InlineData("Fri, 01 May 2026 12:00:02 GMT", 2)]
    public async Task Receive_PlatformAsksForAShortWait_IsAskedAgainAfterIt(string retryAfter, int seconds)
    {
        AnswerEach(Busy(429, retryAfter), Serve);

        Assert.Equal(200, (await _intake.LetPausesPassAsync(PostAsync())).Status);

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(_intake.Pauses));
        Assert.Single(_intake.Orders);
        Assert.Equal(0, _intake.Log.WarningsAndWorse);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 01 May 2026 13:00:00 GMT", 3600)]
    public async Task Receive_PlatformAsksForALongWait_AnswersAtOnceAndTheShopRequestWaits(string retryAfter, int seconds)
    {
        AnswerEach(Busy(429, retryAfter));

        Assert.Equal(200, (await PostAsync()).Status);

        Assert.Equal(1, _requests);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(_intake.ShopRequestDelays));
        Assert.Equal("The platform's API answered 429.", Assert.Single(_intake.ShopRequests).Fetch!.Reason);
    }

    [Fact]
    public async Task Receive_PlatformStaysBusy_IsAskedThreeTimesWithinItsTime()
    {
        AnswerEach(Busy(503, null));

        Assert.Equal(200, (await _intake.LetPausesPassAsync(PostAsync())).Status);

        Assert.Equal(3, _requests);
        Assert.InRange(_intake.Pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal((true, TimeSpan.Zero), (Assert.Single(_intake.ShopRequests).Fetch!.MayPass, _intake.ShopRequestDelays[0]));
    }

    [Fact]
    public async Task Receive_PlatformHangsUp_IsAskedThreeTimes()
    {
        AnswerEach(LoopbackServer.ResetAsync);

        Assert.Equal(200, (await _intake.LetPausesPassAsync(PostAsync())).Status);

        Assert.Equal((3, Unreachable), (_requests, Assert.Single(_intake.ShopRequests).Fetch!.Reason));
    }

    [Fact]
    public async Task Receive_PlatformHangs_AnswersAfterFourSeconds()
    {
        AnswerEach(LoopbackServer.HangAsync);

        await AnswersAfterPatienceAsync(PostAsync(), requests: 1);
    }

    [Fact]
    public async Task Receive_AnswerStopsHalfway_AnswersAfterFourSeconds()
    {
        AnswerEach(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await LoopbackServer.HangAsync(context);
        });

        await AnswersAfterPatienceAsync(PostAsync(), requests: 1);
    }

    [Fact]
    public async Task Receive_OrderOfSeveralRequestsHangsAtTheLast_AnswersAfterFourSecondsInAll()
    {
        _intake = Intake.OverHttp(Shop("bigcommerce"));
        AnswerEach(context => context.Response.WriteAsync("{}"), context => context.Response.WriteAsync("[]"), LoopbackServer.HangAsync);

        await AnswersAfterPatienceAsync(PostAsync("bigcommerce", SampleBodies.BigCommerceEvent), requests: 3);
    }

    [Fact]
    public async Task TryAsync_PlatformHangs_IsAskedThreeTimesForTenSecondsEach()
    {
        AnswerEach(LoopbackServer.HangAsync);
        var trying = TryAsync(CancellationToken.None);
        for (var request = 0; request < 3; request++)
        {
            await _api.ArrivedAsync();
            _intake.Time.Advance(TimeSpan.FromSeconds(10));
            if (request < 2)
            {
                _intake.Time.WaitForTimers(2 * (request + 1));
                _intake.Time.Advance(_intake.Time.Timers[^1]);
            }
        }

        Assert.Equal((Unreachable, true), (await trying) is { } left ? (left.Reason, left.MayPass) : default);
    }

    [Fact]
    public async Task TryAsync_HostStops_IsNoFailureOfThePlatforms()
    {
        AnswerEach(LoopbackServer.HangAsync);
        using var stopping = new CancellationTokenSource();
        var trying = TryAsync(stopping.Token);
        await _api.ArrivedAsync();

        await stopping.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => trying);
    }

    private static RequestDelegate Busy(int status, string? retryAfter) => context =>
    {
        (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (status, retryAfter);
        return Task.CompletedTask;
    };

    private static Task Serve(HttpContext context) => context.Response.WriteAsync(ThinEventTests.EcwidOrder);

    private Shop Shop(string platform) =>
        Signed.Shop(platform, options => (options.ApiUrl, options.ApiToken) = ($"{_api.Address}/api/", "t0ken"));

    /// <summary>Gives the answers one after another. Each further request gets the last one.</summary>
    private void AnswerEach(params RequestDelegate[] answers) =>
        _api.Answer = context => answers[Math.Min(Interlocked.Increment(ref _requests), answers.Length) - 1](context);

    private Task<Intake.Answer> PostAsync(string platform = "ecwid", string text = SampleBodies.EcwidEvent)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return _intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, _intake.Time.GetUtcNow()));
    }

    private async Task AnswersAfterPatienceAsync(Task<Intake.Answer> posting, int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            await _api.ArrivedAsync();
        }

        _intake.Time.Advance(Intake.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(posting.IsCompleted);
        _intake.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(200, (await posting).Status);
        Assert.Equal((Unreachable, true), Assert.Single(_intake.ShopRequests).Fetch is { } fetch ? (fetch.Reason, fetch.MayPass) : default);
    }

    private Task<PendingFetch?> TryAsync(CancellationToken cancellationToken) => _intake.Services.GetRequiredService<IPendingFetches>()
        .TryAsync(Shop("ecwid").Id, new PendingFetch { OrderId = "XJ12H", Reason = "thin" }, cancellationToken);
}
