using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;

namespace Churn.Domain.Recording;

/// <summary>A buyer who receives orders of an import.</summary>
/// <param name="Key">The buyer.</param>
/// <param name="Entries">Each order once.</param>
/// <param name="Claimed">Orders that have a claim already, all of them this buyer's.</param>
/// <param name="Fresh">No identifier had a row before: the buyer is not there, unless somebody makes them in this very moment.</param>
internal sealed record ImportTarget(BuyerKey Key, IReadOnlyList<LedgerEntry> Entries, IReadOnlySet<string> Claimed, bool Fresh)
{
    /// <summary>The claims that the entries still need.</summary>
    public IEnumerable<IdentityRow> Claims => Entries.Where(entry => !Claimed.Contains(entry.Order.Id)).Select(entry => new IdentityRow
    {
        Shop = Key.Shop, Name = IdentityName.OfOrder(entry.Order.Id), Buyer = Key.Buyer, Version = entry.BuyerVersion,
    });
}

/// <summary>Where the orders of a buffer belong.</summary>
/// <param name="Targets">Buyers and their orders, each buyer once.</param>
/// <param name="Single">Orders that are recorded one by one: they merge buyers, change hands, or name what is shared or erased.</param>
/// <param name="Erased">How many orders have a tombstone of their own.</param>
internal sealed record LocatedImport(IReadOnlyList<ImportTarget> Targets, IReadOnlyList<LedgerEntry> Single, long Erased);
