using Azure.Messaging.ServiceBus;
using Churn.Domain.Messages;
using Churn.Storage.Events;
using Churn.TestSupport;
using Churn.TestSupport.Scenarios;
using Microsoft.Extensions.Options;
using Moq;

namespace Churn.Storage.Tests.Events;

/// <summary>What becomes of messages, on either package set: sessions come by the clients' virtual members.</summary>
public sealed class ServiceBusInboxTests
{
    private readonly List<string> _ends = [];
    private readonly Queue<string[]> _sessions = new();

    [Fact]
    public async Task ReceiveAsync_MessagesOfTwoSessions_AreCompletedInTheirOrder()
    {
        _sessions.Enqueue(["a1", "a2"]);
        _sessions.Enqueue(["b1"]);

        Assert.Equal(3, await ReceiveAsync(_ => (InboxVerdict.Taken, "")));

        Assert.Equal(["complete a1", "complete a2", "complete b1"], _ends);
    }

    [Fact]
    public async Task ReceiveAsync_AMessageThatCannotBeRead_GoesToTheDeadLettersAndTheNextIsTaken()
    {
        _sessions.Enqueue(["bad", "good"]);

        await ReceiveAsync(message => message.Id == "bad" ? (InboxVerdict.Refused, "The field id is missing.") : (InboxVerdict.Taken, ""));

        Assert.Equal(["dead bad: The field id is missing.", "complete good"], _ends);
    }

    [Fact]
    public async Task ReceiveAsync_AMessageThatCouldNotBeStored_IsGivenBackAndNothingOfItsSessionOvertakesIt()
    {
        _sessions.Enqueue(["a1", "a2"]);

        await ReceiveAsync(_ => (InboxVerdict.Again, ""));

        Assert.Equal(["abandon a1"], _ends);
    }

    private async Task<int> ReceiveAsync(Func<InboxMessage, (InboxVerdict, string)> take)
    {
        var client = new Mock<ServiceBusClient>();
        client.Setup(bus => bus.AcceptNextSessionAsync("churn-orders", null, It.IsAny<CancellationToken>())).Returns(() => Task.FromResult(Accept()));
        var inbox = new ServiceBusInbox(client.Object, Options.Create(new ServiceBusOptions()), new ManualTimeProvider(RecorderScenario.Noon));
        return await inbox.ReceiveAsync(
            message =>
            {
                Assert.Equal("demo", message.Shop);
                return Task.FromResult(take(message));
            },
            TimeSpan.FromMinutes(1),
            default);
    }

    private ServiceBusSessionReceiver Accept()
    {
        if (!_sessions.TryDequeue(out var ids))
        {
            throw new ServiceBusException("Nobody sends.", ServiceBusFailureReason.ServiceTimeout);
        }

        var waiting = new Queue<IReadOnlyList<ServiceBusReceivedMessage>>([[.. ids.Select(Message)]]);
        var session = new Mock<ServiceBusSessionReceiver>();
        session.Setup(receiver => receiver.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(waiting.TryDequeue(out var next) ? next : []));
        session.Setup(receiver => receiver.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, CancellationToken _) => End($"complete {message.MessageId}"));
        session.Setup(receiver => receiver.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, IDictionary<string, object> _, CancellationToken _) => End($"abandon {message.MessageId}"));
        session.Setup(receiver => receiver.DeadLetterMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), "Refused", It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, string _, string why, CancellationToken _) => End($"dead {message.MessageId}: {why}"));
        return session.Object;
    }

    private Task End(string what)
    {
        lock (_ends)
        {
            _ends.Add(what);
        }

        return Task.CompletedTask;
    }

    private static ServiceBusReceivedMessage Message(string id) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        BinaryData.FromString("{}"), messageId: id, properties: new Dictionary<string, object> { ["shop"] = "demo" });
}
