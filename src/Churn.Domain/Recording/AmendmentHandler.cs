using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;

namespace Churn.Domain.Recording;

/// <summary>Processes what changes orders or buyers without being an order.</summary>
public sealed class AmendmentHandler(OrderProcessor orders, IBuyerIdentities identities, TimeProvider time)
{
    /// <returns>What it came to.</returns>
    /// <exception cref="InvalidOperationException">The message says nothing.</exception>
    public async Task<RecordOutcome> HandleAsync(AmendmentMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case { Link: { } link }:
                return await identities.LinkAsync(link, message.ReceivedAt ?? time.GetUtcNow(), cancellationToken) ? RecordOutcome.Changed : RecordOutcome.Duplicate;
            case { Resettlement: { } resettlement }:
                await identities.ResettleAsync(new BuyerKey(resettlement.Shop, resettlement.Buyer), cancellationToken);
                return RecordOutcome.Changed;
            case { Order: { } amendment }:
                return (await orders.AmendAsync(amendment, cancellationToken)).Outcome;
            default:
                throw new InvalidOperationException("An amendment says neither what changed on an order nor who is one person.");
        }
    }
}
