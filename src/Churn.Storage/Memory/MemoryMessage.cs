using Azure.Storage.Queues.Models;

namespace Churn.Storage.Memory;

/// <summary>A message on a queue. It never changes: each change makes a new one.</summary>
/// <param name="Number">The message's number in the order in which the queue's messages came.</param>
internal sealed record MemoryMessage(long Number, string Text)
{
    /// <summary>The order in which messages are handed out: by the time they became visible, then by number.</summary>
    public static readonly IComparer<MemoryMessage> Order = Comparer<MemoryMessage>.Create(static (a, b) =>
        a.VisibleOn.CompareTo(b.VisibleOn) is var order and not 0 ? order : a.Number.CompareTo(b.Number));

    public required string Id { get; init; }

    public required string Receipt { get; init; }

    public required DateTimeOffset InsertedOn { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    public required DateTimeOffset VisibleOn { get; init; }

    public long DequeueCount { get; init; }

    public SendReceipt ToSent() => QueuesModelFactory.SendReceipt(Id, InsertedOn, ExpiresOn, Receipt, VisibleOn);

    public UpdateReceipt ToUpdated() => QueuesModelFactory.UpdateReceipt(Receipt, VisibleOn);

    public QueueMessage ToReceived() => QueuesModelFactory.QueueMessage(Id, Receipt, Text, DequeueCount, VisibleOn, InsertedOn, ExpiresOn);

    public PeekedMessage ToPeeked() => QueuesModelFactory.PeekedMessage(Id, Text, DequeueCount, InsertedOn, ExpiresOn);
}
