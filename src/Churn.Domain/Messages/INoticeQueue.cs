namespace Churn.Domain.Messages;

/// <summary>Sends notices. A notice is on the queue when the task is done.</summary>
public interface INoticeQueue
{
    Task SendAsync(Notice notice, CancellationToken cancellationToken);
}
