using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>What one pass of <see cref="IdentityResolver"/> over a delivery's identifiers has found.</summary>
internal sealed class ClaimPass(ShopId shop, ImmutableSortedSet<Identifier> named, DateTimeOffset placed, AliasChain start)
{
    public ShopId Shop => shop;

    /// <summary>The delivery's identifiers, strongest first.</summary>
    public ImmutableSortedSet<Identifier> Named => named;

    /// <summary>When the delivery's order was placed.</summary>
    public DateTimeOffset Placed => placed;

    /// <summary>Where the id of the strongest identifier leads.</summary>
    public AliasChain Start => start;

    /// <summary>The claims that were made or found, in the sequence of <see cref="Named"/>.</summary>
    public List<IdentityRow> Claims { get; } = [];

    /// <summary>The delivery's identifiers that several people share.</summary>
    public HashSet<Identifier> Shared { get; } = [];

    /// <summary>The buyers that the claims lead to.</summary>
    public Dictionary<BuyerId, AliasChain> Roots { get; } = [];

    /// <summary>The buyer for which identifiers without a claim are claimed: the first root. Null until one was found.</summary>
    public BuyerId? Home { get; private set; }

    /// <summary>The latest tombstone that was found and that does not cover the order; null if there was none.</summary>
    public DateTimeOffset? ErasedBefore { get; private set; }

    /// <summary>
    /// Whether a tombstone covers the order, so that the delivery is dropped. The rest of the pass then only finishes merges that were left
    /// unfinished.
    /// </summary>
    public bool Dropped { get; private set; }

    /// <summary>The buyer of the delivery; null if it is not found yet or the delivery is dropped.</summary>
    public Resolution? Result { get; set; }

    public void Note(IdentityRow claim, AliasChain root)
    {
        Roots.TryAdd(root.Key.Buyer, root);
        if (claim.ErasedBefore > placed)
        {
            Dropped = true;
            Result = null;
            return;
        }

        ErasedBefore = IdentityResolver.Later(ErasedBefore, claim.ErasedBefore);
        Home ??= root.Key.Buyer;
    }
}
