using Churn.Domain.Messages;

namespace Churn.Domain.Operations;

/// <summary>A message that was given up and waits for an operator.</summary>
public sealed record PoisonMessage
{
    /// <summary>The name of the original queue, without the suffix of poison queues.</summary>
    public required string Queue { get; init; }

    /// <summary>The message's id in the storage queue. An operator names the message by it.</summary>
    public required string Id { get; init; }

    /// <summary>The message's text. It is shown only masked, by <see cref="MessageMask"/>, and never logged.</summary>
    public required string Text { get; init; }

    /// <summary>When the message was given up.</summary>
    public required DateTimeOffset InsertedOn { get; init; }

    /// <summary>When the queue deletes the message; null for a copy in the table, which has no expiry.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>Whether the table holds a copy.</summary>
    public bool Kept { get; init; }

    /// <summary>Why the message waits, as read from its text.</summary>
    public PoisonKind Kind => IsFetch(Text) ? PoisonKind.Parked : PoisonKind.Failed;

    private static bool IsFetch(string text)
    {
        try
        {
            return MessageJson.Read<ShopRequest>(text) is { Fetch: not null };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>Why a message waits for an operator.</summary>
public enum PoisonKind
{
    /// <summary>Every try to process it failed.</summary>
    Failed,

    /// <summary>It is about an order that could not be fetched.</summary>
    Parked,
}
