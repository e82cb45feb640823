namespace Azure.Messaging.ServiceBus;

/// <summary>For mocking only: sessions cannot be received over the HTTPS API that this stand-in speaks.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private const string Sessions = "The HTTPS API has no sessions: build with Microsoft's packages to receive from Service Bus.";

    protected ServiceBusReceiver()
    {
    }

    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) => throw new NotSupportedException(Sessions);

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Sessions);

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Sessions);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string deadLetterErrorDescription = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Sessions);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
