namespace Churn.Domain.Messages;

/// <summary>Where middleware puts orders: a queue with a session for each buyer.</summary>
public interface IOrderInbox
{
    /// <summary>Whether there is one.</summary>
    bool IsOpen { get; }

    /// <summary>Takes messages until none is left or the time is over, those of a session one after another. Returns how many there were.</summary>
    /// <param name="take">Says what becomes of a message, and in one sentence why it is refused.</param>
    /// <param name="limit">No session is begun after it.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    Task<int> ReceiveAsync(Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, TimeSpan limit, CancellationToken cancellationToken);
}
