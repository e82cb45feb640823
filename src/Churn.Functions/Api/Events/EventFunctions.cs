using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Events;

/// <summary>Publishes the events that still wait in buyers' outboxes.</summary>
public sealed partial class EventFunctions(OutboxPublisher outbox, RangeScheduler scheduler, IShopDirectory shops, ILogger<EventFunctions> logger)
{
    [Function("PublishEvents")]
    public async Task PublishEventsAsync([QueueTrigger(QueueNames.Outbox)] string message, CancellationToken cancellationToken)
    {
        var left = MessageJson.Read<OutboxMessage>(message);
        Log.Looked(logger, left.Shop.Value, left.Buyer?.Value, left.Attempts, await outbox.HandleAsync(left, cancellationToken));
    }

    [Function("SweepEvents")]
    public async Task<IActionResult> SweepEventsAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "operations/events/{shop}")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        !ShopId.TryParse(shop, out var id) || shops.Find(id) is null ? Problems.NotFound("No shop of that name is configured.")
        : new AcceptedResult((string?)null, new SweepStarted(id.Value, await scheduler.DealOutboxAsync(id, cancellationToken)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug,
            "Shop {Shop} buyer {Buyer}: checked the outbox for waiting events after {Attempts} failed tries; published: {Published}")]
        public static partial void Looked(ILogger logger, string shop, string? buyer, int attempts, bool published);
    }
}

/// <summary>The answer when the search of a shop's outboxes has started.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Ranges">How many messages were queued; each searches one range of buyers.</param>
public sealed record SweepStarted(string Shop, int Ranges);
