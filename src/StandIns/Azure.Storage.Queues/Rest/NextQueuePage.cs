using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues.Rest;

internal delegate Task<Page<QueueItem>> NextQueuePage(string continuationToken, int? pageSizeHint, bool async, CancellationToken cancellationToken);
