namespace Churn.Domain.Messages;

/// <summary>Sends notices. A notice is on the queue when the task is done.</summary>
public interface INoticeQueue
{
    /// <summary>The queue's name.</summary>
    string Queue { get; }

    Task SendAsync(Notice notice, CancellationToken cancellationToken);

    /// <param name="notice">The notice.</param>
    /// <param name="delay">How long it stays invisible; at most seven days.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    Task SendLaterAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken);
}
