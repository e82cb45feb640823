using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A buyer's ledger has changed in an order that names a company: the company's account is to be folded anew (queue <c>accounts</c>). Safe to process twice.</summary>
public sealed record AccountMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The platform's company id.</summary>
    public required string Company { get; init; }

    public required BuyerId Buyer { get; init; }
}
