using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

public sealed class ServiceBusSendTests
{
    [Fact]
    public async Task SendMessageAsync_EveryProperty_TravelsInItsDocumentedPlace()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        var message = new ServiceBusMessage("{\"name\":\"Zoë\"}")
        {
            MessageId = "e-1", CorrelationId = "c-1", SessionId = "s", PartitionKey = "s", ReplyToSessionId = "rs", Subject = "class \"Vip\"",
            ReplyTo = "replies", To = "crm", ContentType = "application/json", TimeToLive = TimeSpan.FromSeconds(90.5),
            ScheduledEnqueueTime = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
            ApplicationProperties =
            {
                ["Shop"] = "Zoë's \"shop\"", ["Count"] = 3, ["Big"] = long.MaxValue, ["Ratio"] = 0.5, ["Sum"] = 12.30m, ["First"] = true,
                ["Id"] = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), ["At"] = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
            },
        };

        await client.CreateSender("buyers").SendMessageAsync(message);

        SentRequest sent = Assert.Single(endpoint.Requests);
        Assert.Equal(("/buyers/messages", "application/json"), (sent.Path, sent.ContentType));
        Assert.Equal(Encoding.UTF8.GetBytes("{\"name\":\"Zoë\"}"), sent.Body);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
            {"MessageId":"e-1","CorrelationId":"c-1","SessionId":"s","Label":"class \"Vip\"","ReplyTo":"replies","ReplyToSessionId":"rs","To":"crm",
             "PartitionKey":"s","ScheduledEnqueueTimeUtc":"Sun, 01 Mar 2026 10:00:00 GMT","TimeToLive":90.5}
            """),
            sent.Broker), sent.Headers["BrokerProperties"]);
        Assert.Equal("Zoë's \"shop\"", JsonSerializer.Deserialize<string>(sent.Headers["Shop"]));
        Assert.All(sent.Headers["Shop"], letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal(("3", "9223372036854775807", "0.5", "12.30", "true"), (sent.Headers["Count"], sent.Headers["Big"], sent.Headers["Ratio"], sent.Headers["Sum"], sent.Headers["First"]));
        Assert.Equal(("\"01234567-89ab-cdef-0123-456789abcdef\"", "\"Sun, 01 Mar 2026 12:00:00 GMT\""), (sent.Headers["Id"], sent.Headers["At"]));
    }

    [Fact]
    public async Task SendMessageAsync_BinaryBody_ArrivesByteForByteAndUnsetPropertiesDoNot()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage(bytes));

        SentRequest sent = Assert.Single(endpoint.Requests);
        Assert.Equal(bytes, sent.Body);
        Assert.Equal("{}", sent.Headers["BrokerProperties"]);
        Assert.Null(sent.ContentType);
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("with space")]
    [InlineData("größe")]
    public async Task SendMessageAsync_PropertyNameThatCannotBeAHeader_TravelsAsABatchOfOne(string name)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();

        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("text") { Subject = "s", ApplicationProperties = { [name] = "value" } });

        SentRequest sent = Assert.Single(endpoint.Requests);
        JsonElement message = Assert.Single(sent.Batch);
        Assert.Equal("application/vnd.microsoft.servicebus.json", sent.ContentType);
        Assert.Equal("text", message.GetProperty("Body").GetString());
        Assert.Equal("s", message.GetProperty("BrokerProperties").GetProperty("Label").GetString());
        Assert.Equal("value", message.GetProperty("UserProperties").GetProperty(name).GetString());
    }

    [Fact]
    public async Task SendMessageAsync_PropertyOfATypeTheServiceHasNone_IsRefusedBeforeSending()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        var message = new ServiceBusMessage("text") { ApplicationProperties = { ["list"] = new[] { 1 } } };

        await Assert.ThrowsAsync<System.Runtime.Serialization.SerializationException>(() => client.CreateSender("buyers").SendMessageAsync(message));

        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task SendMessagesAsync_Several_GoAsOneBatchInOrder()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        ServiceBusSender sender = client.CreateSender("buyers");

        await sender.SendMessagesAsync([]);
        await sender.SendMessagesAsync([new("one") { TimeToLive = TimeSpan.FromSeconds(40) }, new("zwei \"ö\"") { ApplicationProperties = { ["n"] = 2 } }]);

        JsonElement[] batch = Assert.Single(endpoint.Requests).Batch;
        Assert.Equal(["one", "zwei \"ö\""], batch.Select(message => message.GetProperty("Body").GetString()));
        Assert.Equal(TimeSpan.FromSeconds(40), TimeSpan.Parse(batch[0].GetProperty("BrokerProperties").GetProperty("TimeToLiveTimeSpan").GetString()!, null));
        Assert.Equal(2, batch[1].GetProperty("UserProperties").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task SendMessagesAsync_BinaryBodyAmongSeveral_IsRefusedBeforeSending()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();

        await Assert.ThrowsAsync<NotSupportedException>(() => client.CreateSender("buyers").SendMessagesAsync([new("text"), new(new byte[] { 0xFF })]));

        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task TryAddMessage_UntilFull_StaysWithinTheLimitAndSendsWhatWasAdded()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        ServiceBusSender sender = client.CreateSender("buyers");
        using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 2_000 });
        Assert.Equal((0, 2_000L), (batch.Count, batch.MaxSizeInBytes));

        while (batch.TryAddMessage(new ServiceBusMessage(new string('x', 100)) { MessageId = $"{batch.Count}" }))
        {
        }

        int full = batch.Count;
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new string('x', 2_000))));
        await sender.SendMessagesAsync(batch);

        SentRequest sent = Assert.Single(endpoint.Requests);
        Assert.InRange(full, 10, 19);
        Assert.InRange(sent.Body.Length, 1, batch.SizeInBytes);
        Assert.InRange(batch.SizeInBytes, 1_800, 2_000);
        Assert.Equal(Enumerable.Range(0, full).Select(i => $"{i}"), sent.Batch.Select(message => message.GetProperty("BrokerProperties").GetProperty("MessageId").GetString()));
    }

    [Fact]
    public async Task CreateMessageBatchAsync_Limits_AreTheServices()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();
        ServiceBusSender sender = client.CreateSender("buyers");

        using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync();

        Assert.Equal(256 * 1024, batch.MaxSizeInBytes);
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new string('x', 256 * 1024))));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = (256 * 1024) + 1 }));
        Assert.Equal(4_500, Enumerable.Range(0, 4_501).Count(_ => batch.TryAddMessage(new ServiceBusMessage("x"))));
    }

    [Fact]
    public async Task SendMessagesAsync_BatchWhileBeingSent_CannotChange()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(async (_, context) =>
        {
            entered.SetResult();
            await release.Task;
            context.Response.StatusCode = 201;
        });
        await using ServiceBusClient client = endpoint.Client();
        ServiceBusSender sender = client.CreateSender("buyers");
        using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync();
        batch.TryAddMessage(new ServiceBusMessage("one"));

        Task sending = sender.SendMessagesAsync(batch);
        await entered.Task;
        Assert.Throws<InvalidOperationException>(() => batch.TryAddMessage(new ServiceBusMessage("two")));
        release.SetResult();
        await sending;

        Assert.True(batch.TryAddMessage(new ServiceBusMessage("two")));
    }

    [Fact]
    public async Task Dispose_ClientOrSender_StopsSending()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        ServiceBusClient client = endpoint.Client();
        ServiceBusSender closed = client.CreateSender("buyers");
        ServiceBusSender open = client.CreateSender("buyers");

        await closed.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => closed.SendMessageAsync(new ServiceBusMessage("x")));
        await open.SendMessageAsync(new ServiceBusMessage("x"));
        await client.DisposeAsync();

        Assert.True(client.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => open.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Throws<ObjectDisposedException>(() => client.CreateSender("buyers"));
        Assert.Single(endpoint.Requests);
    }
}
