using Azure.Storage.Queues;
using Churn.Domain.Messages;

namespace Churn.Storage.Queues;

/// <summary>Sends notices to their queue, where they do not expire: a privacy request must not be forgotten because nobody looked for a week.</summary>
public sealed class NoticeQueue(QueueServiceClient service) : INoticeQueue
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly QueueClient _notices = service.GetQueueClient(QueueNames.Notices);

    public string Queue => QueueNames.Notices;

    public Task SendAsync(Notice notice, CancellationToken cancellationToken) =>
        _notices.SendMessageAsync(MessageJson.Write(notice), visibilityTimeout: null, timeToLive: Never, cancellationToken: cancellationToken);

    public Task SendLaterAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken) =>
        _notices.SendMessageAsync(MessageJson.Write(notice), visibilityTimeout: delay, timeToLive: Never, cancellationToken: cancellationToken);
}
