using Churn.Domain.Messages;

namespace Churn.Domain.Poison;

/// <summary>A message that was given up and waits for an operator.</summary>
public sealed record PoisonMessage
{
    /// <summary>The queue whose work it is, without the suffix of poison queues.</summary>
    public required string Queue { get; init; }

    /// <summary>The storage's id of the message, by which an operator names it.</summary>
    public required string Id { get; init; }

    /// <summary>What it says. Never shown or logged as it is: see <see cref="MessageMask"/>.</summary>
    public required string Text { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset InsertedOn { get; init; }

    /// <summary>When the queue forgets it; null once it is kept in the table, which does not.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>A copy is in the table.</summary>
    public bool Kept { get; init; }

    /// <summary>Read from the message itself.</summary>
    public PoisonKind Kind => IsFetch(Text) ? PoisonKind.Parked : PoisonKind.Failed;

    private static bool IsFetch(string text)
    {
        try
        {
            return MessageJson.Read<Notice>(text) is { Fetch: not null };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
