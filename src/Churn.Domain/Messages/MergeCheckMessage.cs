using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// A buyer who was about to be merged into another (queue <c>merge-checks</c>). The message is delayed by more than a worker may run,
/// and has finished what a worker that died or slept left half done.
/// </summary>
public sealed record MergeCheckMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    public required BuyerId Buyer { get; init; }
}
