using System.Diagnostics;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;

namespace Churn.Domain.Recording;

/// <summary>
/// Processes an order from start to end: records it, makes the offers that do not wait for the nightly run, notifies the accounts of its
/// companies, and publishes its events.
/// </summary>
public sealed class OrderProcessor(
    ErasedShopFilter erasedShops,
    IBuyerIdentities identities,
    OfferPublisher offers,
    IMessageQueues queues,
    OutboxPublisher outbox,
    ChurnMetrics metrics,
    TimeProvider time)
{
    /// <summary>Processes an order. Safe to repeat: a repetition also does the steps that a crashed worker may have missed.</summary>
    /// <returns>The outcome; null if the order was dropped because its shop was erased.</returns>
    public async Task<RecordedOrder?> ProcessAsync(OrderMessage message, CancellationToken cancellationToken)
    {
        var order = message.Order;
        if (await erasedShops.IsErasedAsync(order.Shop, order.PlacedAt, cancellationToken))
        {
            return null;
        }

        using var activity = ChurnActivities.Begin("order.record", message.Trace)?.SetTag("churn.shop", order.Shop.Value);
        var requests = StorageRequests.Begin();
        try
        {
            var recorded = await offers.PublishAsync(
                await identities.RecordAsync(LedgerEntry.Of(order), cancellationToken), cancellationToken);
            metrics.Recorded(order, recorded, message.ReceivedAt, requests.Count, time.GetUtcNow());
            activity?.SetTag("churn.outcome", recorded.Outcome.ToString())
                .SetTag("churn.races", recorded.Conflicts)
                .SetTag("churn.requests", requests.Count);
            return await TellAsync(recorded, cancellationToken);
        }
        catch
        {
            metrics.NotRecorded(order.Shop);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>Processes a change to an order that does not carry the order itself: refunds, or its deletion.</summary>
    public async Task<RecordedOrder> AmendAsync(OrderAmendment amendment, CancellationToken cancellationToken) =>
        await TellAsync(await identities.RecordAsync(LedgerEntry.Of(amendment), cancellationToken), cancellationToken);

    private async Task<RecordedOrder> TellAsync(RecordedOrder recorded, CancellationToken cancellationToken)
    {
        await queues.NotifyAccountsAsync(recorded, cancellationToken);
        await outbox.PublishAsync(recorded, cancellationToken);
        return recorded;
    }
}
