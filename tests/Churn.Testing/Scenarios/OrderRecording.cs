using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;

namespace Churn.Testing.Scenarios;

/// <summary>Records orders as the queue's worker does, without what follows an order.</summary>
public sealed class OrderRecording(IBuyerIdentities identities)
{
    public Task<RecordedOrder> RecordAsync(Order order, CancellationToken cancellationToken) =>
        identities.RecordAsync(LedgerEntry.Of(order), cancellationToken);

    public Task<RecordedOrder> AmendAsync(OrderAmendment amendment, CancellationToken cancellationToken) =>
        identities.RecordAsync(LedgerEntry.Of(amendment), cancellationToken);
}
