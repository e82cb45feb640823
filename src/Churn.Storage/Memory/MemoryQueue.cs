using System.Globalization;
using System.Text;
using Azure.Storage.Queues.Models;

namespace Churn.Storage.Memory;

/// <summary>A queue's messages.</summary>
internal sealed class MemoryQueue(TimeProvider time)
{
    private const int MaxMessageBytes = 64 * 1024;
    private const int MaxTaken = 32;

    private static readonly MemoryRefusal QueueNotFound = new(404, QueueErrorCode.QueueNotFound.ToString());
    private static readonly MemoryRefusal MessageNotFound = new(404, QueueErrorCode.MessageNotFound.ToString());
    private static readonly MemoryRefusal ReceiptMismatch = new(400, QueueErrorCode.PopReceiptMismatch.ToString());
    private static readonly MemoryRefusal TooLarge = new(413, QueueErrorCode.RequestBodyTooLarge.ToString());
    private static readonly MemoryRefusal OutOfRange = new(400, QueueErrorCode.OutOfRangeQueryParameterValue.ToString());
    private static readonly MemoryRefusal Invalid = new(400, QueueErrorCode.InvalidQueryParameterValue.ToString());

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly SortedSet<MemoryMessage> _messages = new(MemoryMessage.Order);
    private readonly Dictionary<string, MemoryMessage> _byId = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _expiries = new();
    private bool _exists;
    private long _numbers;
    private long _receipts;

    public bool Exists
    {
        get
        {
            lock (_gate)
            {
                return _exists;
            }
        }
    }

    /// <summary>Creates the queue. Returns false if it already exists.</summary>
    public bool TryCreate()
    {
        lock (_gate)
        {
            return !_exists && (_exists = true);
        }
    }

    /// <summary>Deletes the queue. Returns false if there was none.</summary>
    public bool TryDelete()
    {
        lock (_gate)
        {
            Forget();
            return _exists && !(_exists = false);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            Begin();
            Forget();
        }
    }

    /// <summary>The messages that have not expired, invisible ones included, in the order in which they are handed out.</summary>
    public IReadOnlyList<MemoryMessage> List(int most = int.MaxValue)
    {
        lock (_gate)
        {
            Begin();
            return [.. _messages.Take(most)];
        }
    }

    /// <summary>The number of messages that <see cref="List"/> returns.</summary>
    public int Count()
    {
        lock (_gate)
        {
            Begin();
            return _messages.Count;
        }
    }

    /// <summary>Removes and returns the first message that matches, visible or not; null if none does.</summary>
    public MemoryMessage? Take(Func<MemoryMessage, bool> isMeant)
    {
        lock (_gate)
        {
            Begin();
            var first = _messages.FirstOrDefault(isMeant);
            if (first is not null)
            {
                Remove(first);
            }

            return first;
        }
    }

    public MemoryMessage Send(string text, TimeSpan? visibilityTimeout, TimeSpan? timeToLive)
    {
        lock (_gate)
        {
            var now = Begin();
            Require(Encoding.UTF8.GetByteCount(text) <= MaxMessageBytes, TooLarge);
            var (hidden, kept) = (Seconds(visibilityTimeout ?? TimeSpan.Zero), Seconds(timeToLive ?? Longest));
            var isForEver = kept == -Second;
            Require(hidden >= TimeSpan.Zero && hidden <= Longest, OutOfRange);
            Require(isForEver || (kept >= Second && (timeToLive is null || hidden < kept)), Invalid);
            var number = ++_numbers;
            var message = new MemoryMessage(number, text)
            {
                Id = number.ToString("x16", CultureInfo.InvariantCulture),
                Receipt = NextReceipt(),
                InsertedOn = now,
                ExpiresOn = isForEver || kept > Never - now ? Never : now + kept,
                VisibleOn = now + hidden,
            };
            _expiries.Enqueue(message.Id, message.ExpiresOn);
            return Put(message);
        }
    }

    public IReadOnlyList<MemoryMessage> Receive(int? maxMessages, TimeSpan? visibilityTimeout)
    {
        lock (_gate)
        {
            var now = Begin();
            var lease = Seconds(visibilityTimeout ?? UsualLease);
            Require(lease >= Second && lease <= Longest, OutOfRange);
            return [.. Visible(maxMessages, now).Select(message =>
                Put(message with { Receipt = NextReceipt(), VisibleOn = now + lease, DequeueCount = message.DequeueCount + 1 }))];
        }
    }

    public IReadOnlyList<MemoryMessage> Peek(int? maxMessages)
    {
        lock (_gate)
        {
            return Visible(maxMessages, Begin());
        }
    }

    /// <param name="receipt">The receipt that the message was last handed out with.</param>
    /// <param name="text">The new text; null if it stays.</param>
    /// <param name="visibilityTimeout">How long the message is invisible from now on.</param>
    public MemoryMessage Update(string id, string receipt, string? text, TimeSpan visibilityTimeout)
    {
        lock (_gate)
        {
            var now = Begin();
            var hidden = Seconds(visibilityTimeout);
            Require(Encoding.UTF8.GetByteCount(text ?? "") <= MaxMessageBytes, TooLarge);
            Require(hidden >= TimeSpan.Zero && hidden <= Longest, OutOfRange);
            var known = Find(id, receipt);
            return Put(known with { Text = text ?? known.Text, Receipt = NextReceipt(), VisibleOn = now + hidden });
        }
    }

    public void Delete(string id, string receipt)
    {
        lock (_gate)
        {
            Begin();
            Remove(Find(id, receipt));
        }
    }

    // Every call begins with this: it fails if there is no queue, and removes expired messages.
    private DateTimeOffset Begin()
    {
        Require(_exists, QueueNotFound);
        var now = time.GetUtcNow();
        while (_expiries.TryPeek(out var id, out var expiry) && expiry <= now)
        {
            _expiries.Dequeue();
            if (_byId.TryGetValue(id, out var expired))
            {
                Remove(expired);
            }
        }

        return now;
    }

    private List<MemoryMessage> Visible(int? maxMessages, DateTimeOffset now)
    {
        Require(maxMessages is null or (>= 1 and <= MaxTaken), OutOfRange);
        return [.. _messages.TakeWhile(message => message.VisibleOn <= now).Take(maxMessages ?? 1)];
    }

    private MemoryMessage Find(string id, string receipt)
    {
        Require(_byId.TryGetValue(id, out var message), MessageNotFound);
        Require(message!.Receipt == receipt, ReceiptMismatch);
        return message;
    }

    private MemoryMessage Put(MemoryMessage message)
    {
        if (_byId.TryGetValue(message.Id, out var known))
        {
            _messages.Remove(known);
        }

        _messages.Add(message);
        _byId[message.Id] = message;
        return message;
    }

    private void Remove(MemoryMessage message)
    {
        _messages.Remove(message);
        _byId.Remove(message.Id);
    }

    private void Forget()
    {
        _messages.Clear();
        _byId.Clear();
        _expiries.Clear();
    }

    private string NextReceipt() => (++_receipts).ToString(CultureInfo.InvariantCulture);

    private static void Require(bool holds, MemoryRefusal refusal)
    {
        if (!holds)
        {
            throw refusal.ToException();
        }
    }

    // The client sends whole seconds.
    private static TimeSpan Seconds(TimeSpan span) => TimeSpan.FromSeconds((long)span.TotalSeconds);
}
