using System.Collections.Concurrent;
using Churn.Domain.Messages;

namespace Churn.TestSupport.MemoryStores;

/// <summary>The queue of notices in memory, to be drained by the test.</summary>
public sealed class MemoryNotices : INoticeQueue
{
    public ConcurrentQueue<(Notice Notice, TimeSpan Delay)> Sent { get; } = new();

    public string Queue => "notices";

    public Task SendAsync(Notice notice, CancellationToken cancellationToken) => SendLaterAsync(notice, TimeSpan.Zero, cancellationToken);

    public Task SendLaterAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken)
    {
        Sent.Enqueue((notice, delay));
        return Task.CompletedTask;
    }
}
