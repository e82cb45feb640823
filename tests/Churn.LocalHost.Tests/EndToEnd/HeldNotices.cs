using System.Collections.Concurrent;
using Churn.Domain.Messages;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>The queue of notices, whose later ones wait for the test to say that their time has come: the storage's clock is not ours.</summary>
internal sealed class HeldNotices(INoticeQueue queue) : INoticeQueue
{
    private readonly ConcurrentQueue<Notice> _later = new();

    public string Queue => queue.Queue;

    public int Waiting => _later.Count;

    public Task SendAsync(Notice notice, CancellationToken cancellationToken) => queue.SendAsync(notice, cancellationToken);

    public Task SendLaterAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken)
    {
        _later.Enqueue(notice);
        return Task.CompletedTask;
    }

    /// <summary>Their time has come.</summary>
    public async Task ReleaseAsync()
    {
        while (_later.TryDequeue(out var notice))
            await queue.SendAsync(notice, CancellationToken.None);
    }
}
