using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Churn.LocalHost.Functions;
using Churn.LocalHost.ServiceBus;
using Churn.LocalHost.Tests.Sample;
using Churn.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Churn.LocalHost.Tests.ServiceBus;

/// <summary>What becomes of messages, on either package set: sessions come by the clients' virtual members.</summary>
public sealed class ServiceBusListenerTests
{
    private readonly ConcurrentQueue<string> _ends = new();
    private readonly ConcurrentQueue<string[]> _sessions = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task Start_MessagesOfTwoSessions_AreCompletedInTheirOrder()
    {
        _sessions.Enqueue(["a1", "a2"]);
        _sessions.Enqueue(["b1"]);

        Assert.Equal(["complete a1", "complete a2", "complete b1"], await RunAsync());
    }

    [Fact]
    public async Task Start_AMessageThatIsRefused_GoesToTheDeadLettersAndTheNextIsTaken()
    {
        _sessions.Enqueue(["bad-1", "good"]);

        Assert.Equal(["dead bad-1: Refused: The field id is missing.", "complete good"], await RunAsync());
    }

    [Fact]
    public async Task Start_AMessageThatIsGivenBack_IsNotOvertakenInItsSession()
    {
        _sessions.Enqueue(["later-1", "a2"]);

        Assert.Equal(["abandon later-1"], await RunAsync());
    }

    [Fact]
    public async Task Start_AFunctionThatFails_HasItsMessageGivenBackAndLogged()
    {
        _sessions.Enqueue(["crash-1", "a2"]);
        _sessions.Enqueue(["b1"]);

        Assert.Equal(["abandon crash-1", "complete b1"], await RunAsync());
        Assert.Contains(_log.WarningsAndWorse, line => line.StartsWith("Service Bus function SampleSessions failed on delivery 3", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyCollection<string>> RunAsync()
    {
        var client = new Mock<ServiceBusClient>();
        client.Setup(bus => bus.AcceptNextSessionAsync("churn-orders", null, It.IsAny<CancellationToken>())).Returns((string _, ServiceBusSessionReceiverOptions _, CancellationToken stop) => AcceptAsync(stop));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Queues:Bus", (string?)"churn-orders")]).Build();
        var function = FunctionCatalog.Discover([typeof(SampleServiceBusFunctions)], configuration).Single();
        FunctionInvoker.Check(function);
        await using var services = new ServiceCollection().AddSingleton<Recorder>().BuildServiceProvider();
        var listener = new ServiceBusListener(
            client.Object, function, (ServiceBusFunctionTrigger)function.Trigger, new(services), new() { MaxConcurrentSessions = 1 }, TimeProvider.System, _log);

        listener.Start();
        await _idle.Task;
        await listener.StopAsync(TimeSpan.FromSeconds(30));
        return _ends;
    }

    private async Task<ServiceBusSessionReceiver> AcceptAsync(CancellationToken stop)
    {
        if (!_sessions.TryDequeue(out var ids))
        {
            _idle.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        }

        var waiting = new Queue<string>(ids!);
        var session = new Mock<ServiceBusSessionReceiver>();
        session.Setup(receiver => receiver.ReceiveMessagesAsync(1, It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(waiting.TryDequeue(out var next) ? [Message(next)] : []));
        session.Setup(receiver => receiver.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, CancellationToken _) => End($"complete {message.MessageId}"));
        session.Setup(receiver => receiver.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, IDictionary<string, object> _, CancellationToken _) => End($"abandon {message.MessageId}"));
        session.Setup(receiver => receiver.DeadLetterMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, string reason, string why, CancellationToken _) => End($"dead {message.MessageId}: {reason}: {why}"));
        return session.Object;
    }

    private Task End(string what)
    {
        _ends.Enqueue(what);
        return Task.CompletedTask;
    }

    private static ServiceBusReceivedMessage Message(string id) => ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString("{}"), messageId: id, deliveryCount: 3);
}
