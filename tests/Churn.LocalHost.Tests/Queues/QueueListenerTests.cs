using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Queues;
using Churn.LocalHost.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Churn.LocalHost.Tests.Queues;

public sealed class QueueListenerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Mock<QueueClient> _queue = new();
    private readonly TaskCompletionSource<string> _handled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _receives;

    public QueueListenerTests() => _queue
        .Setup(queue => queue.ReceiveMessagesAsync(It.IsAny<int?>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync(() => Interlocked.Increment(ref _receives) switch
        {
            1 => throw new AggregateException("Retry failed after 4 tries."),
            2 => Answer(QueuesModelFactory.QueueMessage("id", "receipt", "text", 1)),
            _ => Answer(),
        });

    [Fact]
    public async Task Receive_ConnectionFails_ListenerGoesOn()
    {
        var listener = Start();

        Assert.Equal("text", await _handled.Task.WaitAsync(Patience));
        await listener.StopAsync(Patience);
        _queue.Verify(queue => queue.DeleteMessageAsync("id", "receipt", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Delete_ConnectionFails_MessageIsNoLongerInFlight()
    {
        _queue.Setup(queue => queue.DeleteMessageAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AggregateException("Retry failed after 4 tries."));
        var listener = Start();

        await _handled.Task.WaitAsync(Patience);
        await listener.StopAsync(Patience);

        Assert.Equal(0, listener.InFlight);
    }

    private static Response<QueueMessage[]> Answer(params QueueMessage[] messages) => Response.FromValue(messages, Mock.Of<Response>());

    private QueueListener Start()
    {
        var options = new QueueListenerOptions
        {
            FunctionName = "Sample",
            Settings = new QueueSettings { MaxPollingInterval = TimeSpan.FromMilliseconds(100) },
            Random = new Random(1),
        };
        var listener = new QueueListener(
            _queue.Object,
            null,
            (message, _) =>
            {
                _handled.TrySetResult(message.MessageText);
                return Task.CompletedTask;
            },
            options,
            NullLogger.Instance);
        listener.Start();
        return listener;
    }
}
