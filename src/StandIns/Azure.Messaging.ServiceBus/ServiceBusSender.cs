using Azure.Messaging.ServiceBus.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Sends over the HTTPS API. That one returns no sequence numbers, so the original's ScheduleMessageAsync is missing here:
/// set <see cref="ServiceBusMessage.ScheduledEnqueueTime"/> instead.
/// </summary>
public class ServiceBusSender : IAsyncDisposable
{
    // What the service's standard tier takes. The original asks the service; the HTTPS API does not tell.
    private const long MostBytes = 256 * 1024;

    private readonly ServiceBusConnection _connection;
    private volatile bool _closed;

    internal ServiceBusSender(ServiceBusConnection connection, string queueOrTopicName, ServiceBusSenderOptions options)
    {
        _connection = connection;
        EntityPath = queueOrTopicName;
        Identifier = string.IsNullOrEmpty(options?.Identifier) ? connection.NextIdentifier(queueOrTopicName) : options.Identifier;
    }

    /// <summary>For mocking.</summary>
    protected ServiceBusSender()
    {
    }

    /// <summary>For extension.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, new ServiceBusSenderOptions())
    {
    }

    /// <summary>For extension.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions options)
        : this(client?.Connection ?? throw new ArgumentNullException(nameof(client)), queueOrTopicName, options) =>
        client.CheckEntity(queueOrTopicName);

    public virtual string FullyQualifiedNamespace => _connection.Namespace;

    public virtual string EntityPath { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed => _closed;

    public virtual async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfClosed(cancellationToken);
        await _connection.SendAsync(EntityPath, SingleMessage.Content(message), cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ThrowIfClosed(cancellationToken);
        ServiceBusMessage[] all = [.. messages];
        if (all.Length == 0) return;
        SendContent content = all.Length == 1
            ? SingleMessage.Content(all[0])
            : BatchJson.Content(BatchJson.Join([.. all.Select(BatchJson.Encode)]));
        await _connection.SendAsync(EntityPath, content, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        ThrowIfClosed(cancellationToken);
        if (messageBatch.Count == 0) return;
        ReadOnlyMemory<byte> json = messageBatch.BeginSend();
        try
        {
            await _connection.SendAsync(EntityPath, BatchJson.Content(json), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            messageBatch.EndSend();
        }
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(null, cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed(cancellationToken);
        long size = options?.MaxSizeInBytes ?? MostBytes;
        return size <= MostBytes
            ? ValueTask.FromResult(new ServiceBusMessageBatch(size))
            : throw new ArgumentOutOfRangeException(nameof(options), $"MaxSizeInBytes must be at most {MostBytes}.");
    }

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _closed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private void ThrowIfClosed(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _connection.ThrowIfClosed();
        if (cancellationToken.IsCancellationRequested) throw new TaskCanceledException();
    }
}
