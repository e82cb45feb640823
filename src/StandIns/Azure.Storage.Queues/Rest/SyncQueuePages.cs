using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues.Rest;

internal sealed class SyncQueuePages(NextQueuePage next, CancellationToken cancellationToken) : Pageable<QueueItem>(cancellationToken)
{
    public override IEnumerable<Page<QueueItem>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<QueueItem> page = next(continuationToken, pageSizeHint, false, CancellationToken).Completed();
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
