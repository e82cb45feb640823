using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>Knows which nightly runs have finished, and so have published what they put into outboxes.</summary>
public interface IFinishedRuns
{
    /// <summary>The events of an outbox that may not be out.</summary>
    ValueTask<IReadOnlyList<BuyerEvent>> StillToPublishAsync(ShopId shop, Outbox outbox, CancellationToken cancellationToken);
}
