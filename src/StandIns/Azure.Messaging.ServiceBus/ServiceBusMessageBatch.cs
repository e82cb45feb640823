using Azure.Messaging.ServiceBus.Http;

namespace Azure.Messaging.ServiceBus;

public sealed class ServiceBusMessageBatch : IDisposable
{
    // The service takes no more messages than this in one batch, however small they are.
    private const int MostMessages = 4500;

    private readonly IList<ServiceBusMessage> _messages;
    private readonly List<ReadOnlyMemory<byte>> _encoded = [];
    private readonly Func<ServiceBusMessage, bool> _tryAdd;
    private readonly long? _statedSize;
    private readonly Lock _gate = new();
    private long _size = BatchJson.EmptySize;
    private bool _sending;
    private bool _disposed;

    internal ServiceBusMessageBatch(long maxSizeInBytes)
    {
        MaxSizeInBytes = maxSizeInBytes;
        _messages = [];
    }

    // The factory's: the sizes are whatever the test says.
    internal ServiceBusMessageBatch(IList<ServiceBusMessage> messages, long statedSize, long maxSizeInBytes, Func<ServiceBusMessage, bool> tryAdd)
    {
        MaxSizeInBytes = maxSizeInBytes;
        _messages = messages;
        _statedSize = statedSize;
        _tryAdd = tryAdd;
    }

    public long MaxSizeInBytes { get; }

    public long SizeInBytes => _statedSize ?? _size;

    public int Count => _messages.Count;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_sending) throw new InvalidOperationException("The message batch is being sent and cannot be changed until that has ended.");
            return _tryAdd is null ? TryAddEncoded(message) : TryAddByCallback(message);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_sending) throw new InvalidOperationException("The message batch is being sent and cannot be disposed until that has ended.");
            _disposed = true;
            _encoded.Clear();
        }
    }

    internal ReadOnlyMemory<byte> BeginSend()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _sending = true;
            return _tryAdd is null ? BatchJson.Join(_encoded) : BatchJson.Join([.. _messages.Select(BatchJson.Encode)]);
        }
    }

    internal void EndSend()
    {
        lock (_gate) _sending = false;
    }

    private bool TryAddEncoded(ServiceBusMessage message)
    {
        ReadOnlyMemory<byte> encoded = BatchJson.Encode(message);
        long size = _size + encoded.Length + BatchJson.SeparatorSize;
        if (size > MaxSizeInBytes || _messages.Count >= MostMessages) return false;
        _size = size;
        _encoded.Add(encoded);
        _messages.Add(message);
        return true;
    }

    private bool TryAddByCallback(ServiceBusMessage message)
    {
        if (!_tryAdd(message)) return false;
        _messages.Add(message);
        return true;
    }
}
