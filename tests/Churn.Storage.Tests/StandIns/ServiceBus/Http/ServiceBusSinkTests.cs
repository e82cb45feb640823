using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

/// <summary>The sink of events over the stand-in; over Microsoft's package it is tested with a broker that speaks AMQP.</summary>
public sealed class ServiceBusSinkTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task SendAsync_AnEndpointThatFailsAndThenTakes_IsSentTheSameAgain(int status)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(status, 201);
        await using ServiceBusClient client = endpoint.Client(maxRetries: 0);
        await using var sink = new ServiceBusEventSink(client, Options.Create(new ServiceBusOptions()));
        List<ChurnEvent> events = [Event("a", 1), Event("b", 2), Event("a", 3)];

        await Assert.ThrowsAsync<EventsNotTakenException>(() => sink.SendAsync(events, default));
        await sink.SendAsync(events, default);

        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(endpoint.Requests[0].Body, endpoint.Requests[1].Body);
        var batch = JsonNode.Parse(endpoint.Requests[1].Body)!.AsArray();
        Assert.Equal(["bus-a-1", "bus-b-2", "bus-a-3"], batch.Select(message => (string)message!["BrokerProperties"]!["MessageId"]!));
        Assert.Equal(["bus-a", "bus-b", "bus-a"], batch.Select(message => (string)message!["BrokerProperties"]!["SessionId"]!));
    }

    private static ChurnEvent Event(string subject, int number) => new()
    {
        Shop = ShopId.Parse("bus"), Id = $"bus-{subject}-{number}", Type = EventTypes.Classified, Subject = subject, Number = number, At = DateTimeOffset.UnixEpoch, Class = "Client", Data = "{}",
    };
}
