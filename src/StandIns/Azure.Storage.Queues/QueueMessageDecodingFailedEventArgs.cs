using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues;

public class QueueMessageDecodingFailedEventArgs : SyncAsyncEventArgs
{
    public QueueMessageDecodingFailedEventArgs(
        QueueClient queueClient, QueueMessage receivedMessage, PeekedMessage peekedMessage,
        bool isRunningSynchronously, CancellationToken cancellationToken)
        : base(isRunningSynchronously, cancellationToken)
    {
        Queue = queueClient;
        ReceivedMessage = receivedMessage;
        PeekedMessage = peekedMessage;
    }

    public QueueClient Queue { get; }

    public QueueMessage ReceivedMessage { get; }

    public PeekedMessage PeekedMessage { get; }
}
