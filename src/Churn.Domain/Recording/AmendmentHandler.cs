using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;

namespace Churn.Domain.Recording;

/// <summary>Processes changes to orders or buyers that are not whole orders.</summary>
public sealed class AmendmentHandler(OrderProcessor orders, IBuyerIdentities identities, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">No part of the message is set.</exception>
    public async Task<RecordOutcome> HandleAsync(AmendmentMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case { Link: { } link }:
                return await identities.LinkAsync(link, message.ReceivedAt ?? time.GetUtcNow(), cancellationToken)
                    ? RecordOutcome.Changed
                    : RecordOutcome.Duplicate;
            case { Resettlement: { } resettlement }:
                await identities.ResettleAsync(new BuyerKey(resettlement.Shop, resettlement.Buyer), cancellationToken);
                return RecordOutcome.Changed;
            case { Order: { } amendment }:
                return (await orders.AmendAsync(amendment, cancellationToken)).Outcome;
            default:
                throw new InvalidOperationException("An amendment message has no order, no link and no resettlement.");
        }
    }
}
