using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A buyer whose orders are to be delivered again, for one of their identifiers was marked.</summary>
public sealed record BuyerResettlement
{
    public required ShopId Shop { get; init; }

    public required BuyerId Buyer { get; init; }
}
