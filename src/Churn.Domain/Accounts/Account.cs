using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Accounts;

/// <summary>A company's account: what all orders that name the company say together, whoever placed them.</summary>
public sealed record Account
{
    public required AccountKey Key { get; init; }

    /// <summary>
    /// The fold of the members' orders that name the company. Whose they are is told by the members: identifiers, the customer id, companies and the last
    /// order's position are left out.
    /// </summary>
    public required BuyerFacts Facts { get; init; }

    public required BuyerClass Class { get; init; }

    /// <summary>Buyers with an order that names the company.</summary>
    public required int Members { get; init; }

    /// <summary>The store's mark of the row that was read; null for an account not yet written.</summary>
    public string? ETag { get; init; }
}
