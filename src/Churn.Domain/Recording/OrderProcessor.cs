using System.Diagnostics;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Telemetry;

namespace Churn.Domain.Recording;

/// <summary>Everything that follows an order: it is recorded, the offers that do not wait are made, its companies' accounts hear of it, its events leave.</summary>
public sealed class OrderProcessor(
    ErasedShopFilter erasedShops, IBuyerIdentities identities, OfferPublisher offers, IMessageQueues queues, OutboxPublisher outbox, ChurnMetrics metrics,
    TimeProvider time)
{
    /// <summary>Processes an order. Safe to repeat, and to be repeated: each step that a crashed worker may have missed is done again.</summary>
    /// <returns>What it came to; null: the order is of a shop that was erased, and was dropped.</returns>
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
            var recorded = await offers.PublishAsync(await identities.RecordAsync(LedgerEntry.Of(order), cancellationToken), cancellationToken);
            metrics.Recorded(order, recorded, message.ReceivedAt, requests.Count, time.GetUtcNow());
            activity?.SetTag("churn.outcome", recorded.Outcome.ToString()).SetTag("churn.races", recorded.Conflicts).SetTag("churn.requests", requests.Count);
            return await TellAsync(recorded, cancellationToken);
        }
        catch
        {
            metrics.NotRecorded(order.Shop);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>Processes what was said of an order without the order itself: refunds, or that it was deleted.</summary>
    public async Task<RecordedOrder> AmendAsync(OrderAmendment amendment, CancellationToken cancellationToken) =>
        await TellAsync(await identities.RecordAsync(LedgerEntry.Of(amendment), cancellationToken), cancellationToken);

    private async Task<RecordedOrder> TellAsync(RecordedOrder recorded, CancellationToken cancellationToken)
    {
        await queues.NotifyAccountsAsync(recorded, cancellationToken);
        await outbox.PublishAsync(recorded, cancellationToken);
        return recorded;
    }
}
