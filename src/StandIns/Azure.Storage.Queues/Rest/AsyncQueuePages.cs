using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues.Rest;

internal sealed class AsyncQueuePages(NextQueuePage next, CancellationToken cancellationToken) : AsyncPageable<QueueItem>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<QueueItem>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<QueueItem> page = await next(continuationToken, pageSizeHint, true, CancellationToken).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
