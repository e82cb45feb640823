using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Whose an identifier or an order is: one row of table <c>Identities</c>. It is the lookup, the arbiter of races and the tombstone.</summary>
public sealed record IdentityRow
{
    public required ShopId Shop { get; init; }

    public required IdentityName Name { get; init; }

    /// <summary>The buyer it leads to: a buyer, an alias, a retired buyer, or one whose row is not written yet. Null on an erased order.</summary>
    public required BuyerId? Buyer { get; init; }

    /// <summary>
    /// Of an order: the newest version that named people when the claim was last turned; 0 when none did. Of an identifier: how often it was led anew.
    /// </summary>
    public long Version { get; init; }

    /// <summary>
    /// Of an order: buyers with whom it may still lie while it moves. Of an identifier: buyers to whom it led before it was led anew, so that an erasure finds
    /// what was written for them. Usually empty.
    /// </summary>
    public ImmutableSortedSet<BuyerId> CameFrom { get; init; } = [];

    /// <summary>Several people use the identifier (a family's address, info@): it connects no one, for good.</summary>
    public bool Shared { get; init; }

    /// <summary>Of an identifier: deliveries of orders placed before this are dropped. Of an order: it is erased for good. Null: neither.</summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>The store's mark of the row that was read; null for a row not yet written.</summary>
    public string? ETag { get; init; }

    /// <summary>The row of an identifier that is led anew: to a buyer that was never used, unless another is given.</summary>
    public IdentityRow LedAnew(BuyerId? to = null) =>
        this with { Buyer = to ?? NextBuyer(), Version = Version + 1, CameFrom = Buyer is { } buyer ? CameFrom.Add(buyer) : CameFrom };

    private BuyerId NextBuyer() => Identifier.TryParse(Name.Text, out var identifier)
        ? BuyerId.Of(identifier, Version + 1)
        : throw new InvalidOperationException("An order is not led anew; it changes hands.");
}
