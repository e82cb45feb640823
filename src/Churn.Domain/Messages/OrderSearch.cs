using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>An order that may stand in the ledgers of two buyers, its deliveries naming different people: it is to be looked for (queue <c>searches</c>).</summary>
public sealed record OrderSearch
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Which of the <see cref="Buyers.SearchWaits"/> this one has waited, counted from 0.</summary>
    public int Attempt { get; init; }
}
