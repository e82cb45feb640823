using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Events;

public sealed class EndpointDelivererTests
{
    private static readonly Shop Shop = AShop.Named("posted", options => options.Endpoints =
    [
        new EndpointOptions { Url = "https://crm.example.com/in", Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] },
        new EndpointOptions
        {
            Url = "https://mail.example.com/in",
            Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            Types = [EventTypes.OfferReady],
        },
    ]);

    private static readonly EndpointAnswer Busy = new(503, null, "503");
    private readonly MemoryStorage _storage = new();
    private readonly ScriptedEndpoints _endpoints = new();
    private readonly EndpointSink _sink;
    private readonly EndpointDeliverer _deliverer;

    public EndpointDelivererTests()
    {
        _sink = new EndpointSink(new FixedShops(Shop), _storage.Endpoints, _storage.Messages);
        _deliverer = Deliverer(Shop);
    }

    [Fact]
    public async Task SendAsync_EventsOfTwoBuyers_ArePostedOnceToWhoeverWantsThem()
    {
        await SendAsync(("a", 1), ("b", 1), ("a", 2));
        await DrainAsync();

        Assert.Equal(["a-1", "a-2", "b-1"], _endpoints.Sent);
        Assert.Empty(await _storage.Endpoints.ListAsync(Shop.Id, Shop.Endpoints[0].Id, default).ToListAsync());
    }

    [Fact]
    public async Task HandleAsync_EndpointDownForAWhile_SendsTheRestInOrderWhenItIsBack()
    {
        var down = true;
        _endpoints.Answer = _ => down ? Busy : new EndpointAnswer(200, null, "");
        await SendAsync(("a", 1), ("a", 2));
        await NextAsync();
        await SendAsync(("a", 3));
        await NextAsync();
        Assert.Equal(["a-1", "a-1"], _endpoints.Sent);
        var state = await StateAsync();
        Assert.Equal((RecorderScenario.Noon, 2, "503"), (state.FailingSince!.Value, state.Failures, state.LastFailure));

        down = false;
        await DrainAsync();

        Assert.Equal(["a-1", "a-1", "a-1", "a-2", "a-3"], _endpoints.Sent);
        Assert.Null((await StateAsync()).FailingSince);
    }

    [Fact]
    public async Task HandleAsync_EndpointThatNeverTakes_IsTriedOverThreeDaysAndThenDisabled()
    {
        _endpoints.Answer = _ => Busy;
        await SendAsync(("a", 1));
        var waited = TimeSpan.Zero;
        while (_storage.Sent.Deliveries.TryDequeue(out var next))
        {
            waited += next.Delay;
            await _deliverer.HandleAsync(next.Message, default);
        }

        Assert.Equal(10, _endpoints.Sent.Count);
        Assert.InRange(waited, TimeSpan.FromDays(3), TimeSpan.FromDays(4));
        Assert.NotNull((await StateAsync()).DisabledAt);
    }

    [Fact]
    public async Task EnableAsync_EndpointThatWasGone_SendsWhatWaitedAndTakesNewEventsAgain()
    {
        _endpoints.Answer = _ => new EndpointAnswer(EndpointAnswer.Gone, null, "410");
        await SendAsync(("a", 1), ("a", 2));
        var result = await NextAsync();
        Assert.True(result.Disabled);
        await SendAsync(("a", 3));
        Assert.Empty(_storage.Sent.Deliveries);

        _endpoints.Answer = _ => new EndpointAnswer(204, null, "");
        Assert.Equal(1, await _deliverer.EnableAsync(Shop.Id, Shop.Endpoints[0].Id, default));
        await SendAsync(("a", 4));
        await DrainAsync();

        Assert.Equal(["a-1", "a-1", "a-2", "a-4"], _endpoints.Sent);
    }

    [Fact]
    public async Task HandleAsync_EndpointThatAsksForTime_GetsItUpToADay()
    {
        _endpoints.Answer = _ => new EndpointAnswer(429, TimeSpan.FromHours(1), "429");
        await SendAsync(("a", 1));
        await NextAsync();
        Assert.Equal(TimeSpan.FromHours(1), _storage.Sent.Deliveries.Single().Delay);

        _endpoints.Answer = _ => new EndpointAnswer(429, TimeSpan.FromDays(400), "429");
        await NextAsync();
        Assert.Equal(TimeSpan.FromDays(1), _storage.Sent.Deliveries.Single().Delay);
    }

    [Fact]
    public async Task HandleAsync_EndpointTakenOutOfTheSettings_ForgetsWhatWaited()
    {
        await SendAsync(("a", 1));
        var without = Deliverer(AShop.Named("posted"));

        _storage.Sent.Deliveries.TryDequeue(out var next);
        await without.HandleAsync(next.Message, default);

        Assert.Empty(_endpoints.Sent);
        Assert.Empty(await _storage.Endpoints.ListAsync(Shop.Id, Shop.Endpoints[0].Id, default).ToListAsync());
    }

    // This is the published example in the specification of Standard Webhooks and in every library of it.
    [Fact]
    public void Sign_ThePublishedExample_IsItsSignature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        EndpointSignature.Sign(
            Shop.Endpoints[0].Keys,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            "{\"test\": 2432232314}"));

    private EndpointDeliverer Deliverer(Shop shop) =>
        new(new FixedShops(shop), _storage.Endpoints, _endpoints, _storage.Messages, new FakeTimeProvider(RecorderScenario.Noon));

    private Task SendAsync(params (string Subject, long Number)[] events) => _sink.SendAsync(
        [.. events.Select(event_ => new ChurnEvent
        {
            Shop = Shop.Id,
            Id = $"{event_.Subject}-{event_.Number}",
            Type = EventTypes.Classified,
            Subject = event_.Subject,
            Number = event_.Number,
            At = RecorderScenario.Noon,
            Data = "{}",
        })], default);

    private async Task<DeliveryResult> NextAsync() =>
        _storage.Sent.Deliveries.TryDequeue(out var next)
            ? await _deliverer.HandleAsync(next.Message, default)
            : throw new InvalidOperationException("No delivery waits.");

    private async Task DrainAsync()
    {
        while (_storage.Sent.Deliveries.TryDequeue(out var next))
        {
            await _deliverer.HandleAsync(next.Message, default);
        }
    }

    private Task<EndpointState> StateAsync() => _storage.Endpoints.GetStateAsync(Shop.Id, Shop.Endpoints[0].Id, default);
}
