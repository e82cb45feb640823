using Churn.Domain.Buyers;

namespace Churn.Domain.Identities;

/// <summary>Whose an identifier is.</summary>
/// <param name="Buyer">The buyer; may be an alias by now.</param>
/// <param name="Shared">Several people use it (a family's address, info@): it names a buyer only where nothing else does, and makes nobody one.</param>
public readonly record struct IdentifierOwner(BuyerId Buyer, bool Shared)
{
    /// <summary>The person was erased: orders placed before this instant are dropped. Null: nobody was.</summary>
    public DateTimeOffset? ErasedBefore { get; init; }
}
