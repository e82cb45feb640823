using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Churn.Storage.Memory;

namespace Churn.Testing.Stores;

/// <summary>A queue's messages, those that become visible first before the others. A test need not wait until a delay is over.</summary>
public sealed class SentQueue<T> : IReadOnlyCollection<T>
{
    private readonly MemoryQueue _queue;
    private readonly Func<MemoryMessage, T> _read;

    internal SentQueue(MemoryQueue queue, Func<MemoryMessage, T> read) => (_queue, _read) = (queue, read);

    public int Count => _queue.Count();

    public bool IsEmpty => Count == 0;

    public bool TryPeek([MaybeNullWhen(false)] out T message) => IsFound(_queue.List(1).FirstOrDefault(), out message);

    /// <summary>Takes the first message off the queue.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out T message) => IsFound(_queue.Take(_ => true), out message);

    /// <summary>Takes the first message off the queue for which a condition holds.</summary>
    public bool TryTake(Func<T, bool> isMeant, [MaybeNullWhen(false)] out T message) =>
        IsFound(_queue.Take(one => isMeant(_read(one))), out message);

    public void Clear() => _queue.Clear();

    public IEnumerator<T> GetEnumerator() => _queue.List().Select(_read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsFound(MemoryMessage? found, [MaybeNullWhen(false)] out T message)
    {
        message = found is null ? default : _read(found);
        return found is not null;
    }
}
