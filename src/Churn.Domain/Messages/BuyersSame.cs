using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Two buyers who turned out to be one person while people were taken apart: they are to be looked at again, and united if they still are.</summary>
public sealed record BuyersSame
{
    public required ShopId Shop { get; init; }

    public required BuyerId One { get; init; }

    public required BuyerId Other { get; init; }
}
