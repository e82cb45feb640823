using Azure.Messaging.ServiceBus;
using Moq;

namespace Churn.Storage.Tests.StandIns.ServiceBus;

/// <summary>What holds for Microsoft's package as well, because nothing is sent.</summary>
public sealed class ServiceBusTypesTests
{
    private const string Connection = "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=a2V5";

    [Fact]
    public void ServiceBusRetryOptions_Defaults_AreTheOriginals()
    {
        ServiceBusRetryOptions retry = new ServiceBusClientOptions().RetryOptions;

        Assert.Equal(
            (3, TimeSpan.FromSeconds(0.8), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), ServiceBusRetryMode.Exponential),
            (retry.MaxRetries, retry.Delay, retry.MaxDelay, retry.TryTimeout, retry.Mode));
        Assert.Equal(ServiceBusTransportType.AmqpTcp, new ServiceBusClientOptions().TransportType);
        Assert.Throws<ArgumentOutOfRangeException>(() => retry.MaxRetries = 101);
        Assert.Throws<ArgumentOutOfRangeException>(() => retry.Delay = TimeSpan.Zero);
        Assert.ThrowsAny<ArgumentException>(() => retry.TryTimeout = TimeSpan.FromSeconds(-1));
        Assert.Throws<ArgumentNullException>(() => new ServiceBusClientOptions { RetryOptions = null! });
    }

    [Fact]
    public async Task ServiceBusClient_ValidConnectionString_KnowsItsNamespace()
    {
        await using var client = new ServiceBusClient(Connection);
        await using ServiceBusSender sender = client.CreateSender("buyers");

        Assert.Equal("shop.servicebus.windows.net", client.FullyQualifiedNamespace);
        Assert.Equal(("buyers", "shop.servicebus.windows.net", false), (sender.EntityPath, sender.FullyQualifiedNamespace, sender.IsClosed));
        Assert.NotEqual(sender.Identifier, client.CreateSender("buyers").Identifier);
    }

    [Theory]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/")]
    [InlineData("SharedAccessKeyName=send;SharedAccessKey=a2V5")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=send")]
    [InlineData(Connection + ";SharedAccessSignature=SharedAccessSignature sr=x&sig=y&se=1&skn=z")]
    public void ServiceBusClient_IncompleteConnectionString_IsAnArgumentExceptionWithoutTheKey(string text)
    {
        var failure = Assert.ThrowsAny<ArgumentException>(() => new ServiceBusClient(text));

        Assert.DoesNotContain("a2V5", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Endpoint=")]
    public void ServiceBusConnectionStringProperties_MalformedText_IsAFormatException(string text) =>
        Assert.Throws<FormatException>(() => ServiceBusConnectionStringProperties.Parse(text));

    [Fact]
    public void ServiceBusConnectionStringProperties_AllTokens_AreRead()
    {
        var properties = ServiceBusConnectionStringProperties.Parse(" endpoint = sb://shop.servicebus.windows.net/ ; EntityPath=buyers;SharedAccessKeyName=send;SharedAccessKey=a=b=;");

        Assert.Equal("shop.servicebus.windows.net", properties.FullyQualifiedNamespace);
        Assert.Equal(("buyers", "send", "a=b="), (properties.EntityPath, properties.SharedAccessKeyName, properties.SharedAccessKey));
    }

    [Fact]
    public async Task CreateSender_OtherEntityThanTheConnectionStrings_IsRefused()
    {
        await using var client = new ServiceBusClient(Connection + ";EntityPath=buyers");

        Assert.Equal("buyers", client.CreateSender("buyers").EntityPath);
        Assert.ThrowsAny<ArgumentException>(() => client.CreateSender("orders"));
        Assert.ThrowsAny<ArgumentException>(() => client.CreateSender(" "));
    }

    [Fact]
    public void ServiceBusMessage_Defaults_SetNothing()
    {
        var message = new ServiceBusMessage("Zoë");

        Assert.Equal("Zoë", message.Body.ToString());
        Assert.Null(message.MessageId);
        Assert.Equal(TimeSpan.MaxValue, message.TimeToLive);
        Assert.Equal(default, message.ScheduledEnqueueTime);
        Assert.Empty(message.ApplicationProperties);
        Assert.Empty(new ServiceBusMessage().Body.ToArray());
    }

    [Fact]
    public void ServiceBusMessage_ValuesTheServiceRefuses_AreRefusedAtOnce()
    {
        var message = new ServiceBusMessage();
        string tooLong = new('x', 129);

        Assert.ThrowsAny<ArgumentException>(() => message.MessageId = "");
        Assert.ThrowsAny<ArgumentException>(() => message.MessageId = tooLong);
        Assert.ThrowsAny<ArgumentException>(() => message.SessionId = tooLong);
        Assert.ThrowsAny<ArgumentException>(() => message.PartitionKey = tooLong);
        Assert.ThrowsAny<ArgumentException>(() => message.TimeToLive = TimeSpan.Zero);
        message.MessageId = tooLong[..128];
        Assert.Equal(128, message.MessageId.Length);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.ServiceBusy, true)]
    [InlineData(ServiceBusFailureReason.ServiceTimeout, true)]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem, true)]
    [InlineData(ServiceBusFailureReason.GeneralError, false)]
    [InlineData(ServiceBusFailureReason.MessageSizeExceeded, false)]
    [InlineData(ServiceBusFailureReason.QuotaExceeded, false)]
    public void ServiceBusException_OfAReason_IsTransientIfTheReasonIs(ServiceBusFailureReason reason, bool transient)
    {
        var failure = new ServiceBusException("No.", reason, "buyers");

        Assert.Equal((transient, reason, "buyers"), (failure.IsTransient, failure.Reason, failure.EntityPath));
        Assert.Contains($"No. (buyers - {reason})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ServiceBusModelFactory_Batch_KeepsWhatTheCallbackAllows()
    {
        var store = new List<ServiceBusMessage>();
        using ServiceBusMessageBatch batch = ServiceBusModelFactory.ServiceBusMessageBatch(500, store, new CreateMessageBatchOptions { MaxSizeInBytes = 1000 }, _ => store.Count < 2);

        bool[] added = [batch.TryAddMessage(new("1")), batch.TryAddMessage(new("2")), batch.TryAddMessage(new("3"))];

        Assert.Equal([true, true, false], added);
        Assert.Equal((2, 500L, 1000L), (batch.Count, batch.SizeInBytes, batch.MaxSizeInBytes));
        Assert.Equal(["1", "2"], store.Select(message => message.Body.ToString()));
    }

    [Fact]
    public void ServiceBusMessage_FromAReceivedOne_DropsWhatTheServiceAdded()
    {
        ServiceBusReceivedMessage received = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"), "id", subject: "client", timeToLive: TimeSpan.FromHours(1), enqueuedTime: DateTimeOffset.UnixEpoch,
            properties: new Dictionary<string, object> { ["shop"] = "a", ["DeadLetterReason"] = "poison" }, deliveryCount: 4, sequenceNumber: 7);

        var message = new ServiceBusMessage(received);

        Assert.Equal(("body", "id", "client", TimeSpan.FromHours(1)), (message.Body.ToString(), message.MessageId, message.Subject, message.TimeToLive));
        Assert.Equal(["shop"], message.ApplicationProperties.Keys);
        Assert.Equal("poison", received.DeadLetterReason);
        Assert.Equal(DateTimeOffset.UnixEpoch + TimeSpan.FromHours(1), received.ExpiresAt);
    }

    [Fact]
    public async Task ServiceBusClient_Mocked_AnswersFromTheMock()
    {
        var sent = new List<ServiceBusMessage>();
        var sender = new Mock<ServiceBusSender>();
        sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Callback<ServiceBusMessage, CancellationToken>((message, _) => sent.Add(message)).Returns(Task.CompletedTask);
        var client = new Mock<ServiceBusClient>();
        client.Setup(c => c.CreateSender("buyers")).Returns(sender.Object);

        await client.Object.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal("x", Assert.Single(sent).Body.ToString());
    }
}
