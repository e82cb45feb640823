using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Churn.Storage.Tests.Events.Amqp;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Storage.Tests.Events;

/// <summary>Microsoft's own client against a broker on this machine that fails, throttles, and drops connections.</summary>
public sealed class ServiceBusEventSinkTests
{
    private const int Seed = 20261125;
    private static readonly Shop Shop = AShop.Named("bus");

    [Fact]
    public async Task SendAsync_EventsOfTwoBuyers_ArriveInOrderWithWhatFiltersAndSessionsNeed()
    {
        using var broker = new AmqpBroker(_ => BrokerAnswer.Take);
        await using var client = broker.Client();
        await using var sink = new ServiceBusEventSink(client);

        await sink.SendAsync([.. Enumerable.Range(1, 40).Select(i => Event(i % 2 == 0 ? "a" : "b", i))], default);

        Assert.Equal(1, broker.Sends);
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => $"bus-{(i % 2 == 0 ? "a" : "b")}-{i}"),
            broker.Taken.Select(taken => taken.MessageId));
        var first = broker.Taken[0];
        Assert.Equal(("churn-events", "bus-b", EventTypes.Classified), (first.Entity, first.SessionId, first.Subject));
        Assert.Equal(
            [("class", "Client"), ("shop", "bus"), ("type", EventTypes.Classified)],
            first.Properties.Select(pair => (pair.Key, (string)pair.Value)).Order());
        Assert.Equal(EventJson.WriteCloudEvent(Event("b", 1)), first.Body);
    }

    [Fact]
    public async Task SendAsync_MoreThanOneMessageHolds_GoesInSeveral()
    {
        using var broker = new AmqpBroker(_ => BrokerAnswer.Take);
        await using var client = broker.Client();
        await using var sink = new ServiceBusEventSink(client);

        await sink.SendAsync([.. Enumerable.Range(1, 1_500).Select(i => Event("a", i))], default);

        Assert.InRange(broker.Sends, 2, 10);
        Assert.Equal(Enumerable.Range(1, 1_500).Select(i => $"bus-a-{i}"), broker.Taken.Select(taken => taken.MessageId));
    }

    [Theory]
    [InlineData(BrokerAnswer.Fail)]
    [InlineData(BrokerAnswer.Throttle)]
    [InlineData(BrokerAnswer.Drop)]
    [InlineData(BrokerAnswer.LoseAnswer)]
    internal async Task SendAsync_ABrokerThatDoesNotTake_SaysSo(BrokerAnswer answer)
    {
        using var broker = new AmqpBroker(_ => answer);
        await using var client = broker.Client();
        await using var sink = new ServiceBusEventSink(client);

        await Assert.ThrowsAsync<EventsNotTakenException>(() => sink.SendAsync([Event("a", 1)], default));
    }

    [Fact]
    public async Task Publish_ThroughABrokerThatFailsThrottlesAndDrops_BringsEveryEventInOrderUnderOneId()
    {
        var random = new Random(Seed);
        using var broker = new AmqpBroker(_ => random.Next(5) switch
        {
            0 => BrokerAnswer.Fail,
            1 => BrokerAnswer.Throttle,
            2 => BrokerAnswer.Drop,
            3 => BrokerAnswer.LoseAnswer,
            _ => BrokerAnswer.Take,
        });
        var scenario = RecorderScenario.InMemory(Shop);
        foreach (var (buyer, id, day) in
            from day in new[] { "2026-09-01", "2026-10-10", "2026-11-20" }
            from buyer in Enumerable.Range(0, 4)
            select (buyer, $"{buyer}-{day}", day))
        {
            var order = AnOrder.Of(Shop, id, day, email: $"b{buyer}@example.org");
            await PublishAsync(broker, scenario, async outbox =>
                await outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default));
        }

        for (var tries = 0; tries < 200 && scenario.Queues.Outbox.TryDequeue(out var left); tries++)
        {
            await PublishAsync(broker, scenario, outbox => outbox.HandleAsync(left.Message with { Attempts = 0 }, default));
        }

        Assert.Empty(scenario.Queues.Outbox);
        var expected = await ExpectedAsync();
        var arrived = broker.Taken.DistinctBy(taken => taken.MessageId).ToLookup(taken => taken.SessionId, taken => taken.MessageId);
        Assert.True(broker.Taken.Count > expected.Count, $"Seed {Seed}: no event came twice, so the run took no risk.");
        Assert.All(
            expected.GroupBy(event_ => $"{event_.Shop}-{event_.Subject}"),
            session => Assert.Equal(session.Select(event_ => event_.Id), arrived[session.Key]));
        Assert.All(broker.Taken.GroupBy(taken => taken.MessageId), same => Assert.Single(same.Select(taken => taken.Body).Distinct()));
    }

    // Publishes the same orders undisturbed.
    private static async Task<List<ChurnEvent>> ExpectedAsync()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        foreach (var (buyer, id, day) in
            from day in new[] { "2026-09-01", "2026-10-10", "2026-11-20" }
            from buyer in Enumerable.Range(0, 4)
            select (buyer, $"{buyer}-{day}", day))
        {
            var order = AnOrder.Of(Shop, id, day, email: $"b{buyer}@example.org");
            await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);
        }

        return [.. scenario.Events.Taken];
    }

    private static async Task PublishAsync(AmqpBroker broker, RecorderScenario scenario, Func<OutboxPublisher, Task> publish)
    {
        await using var client = broker.Client();
        await using var sink = new ServiceBusEventSink(client);
        using var metrics = new RecordedMetrics();
        var (storage, finished) = (scenario.Storage, new FinishedRuns(scenario.Storage.Runs));
        await publish(new OutboxPublisher(
            scenario.Buyers, scenario.Identities, sink, storage.Messages, finished, metrics.Metrics, scenario.Time));
    }

    private static ChurnEvent Event(string subject, int number) => new()
    {
        Shop = Shop.Id,
        Id = $"bus-{subject}-{number}",
        Type = EventTypes.Classified,
        Subject = subject,
        Number = number,
        At = RecorderScenario.Noon,
        Class = "Client",
        Data = """{"relationship":"Client"}""",
    };
}
