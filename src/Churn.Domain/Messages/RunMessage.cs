using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A nightly run whose ranges are all done and that is to be finished (queue <c>runs</c>). Safe to process twice.</summary>
public sealed record RunMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The run's business date (the shop's).</summary>
    public required DateOnly Date { get; init; }
}
