using System.Diagnostics;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Telemetry;
using Churn.Storage.Telemetry;

namespace Churn.Functions.Orders;

/// <summary>Records an order and measures what that took.</summary>
public sealed class MeasuredRecorder(OrderRecorder recorder, OfferPublisher offers, ChurnMetrics metrics, TimeProvider time)
{
    public async Task<RecordedOrder> RecordAsync(OrderMessage message, CancellationToken cancellationToken)
    {
        using var activity = ChurnActivities.Begin("order.record", message.Trace)?.SetTag("churn.shop", message.Order.Shop.Value);
        var requests = StorageRequests.Begin();
        try
        {
            // Also after a duplicate, for the first worker may have died before it.
            var recorded = await offers.PublishAsync(await recorder.RecordAsync(message.Order, cancellationToken), cancellationToken);
            metrics.Recorded(message.Order, recorded, message.ReceivedAt, requests.Count, time.GetUtcNow());
            activity?.SetTag("churn.outcome", recorded.Outcome.ToString()).SetTag("churn.races", recorded.Conflicts).SetTag("churn.requests", requests.Count);
            return recorded;
        }
        catch
        {
            metrics.NotRecorded(message.Order.Shop);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
