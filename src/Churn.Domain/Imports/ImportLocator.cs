using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Imports;

/// <summary>Finds the buyers of a buffer of orders, claiming all of their identifiers at once.</summary>
public sealed class ImportLocator(IBuyerStore buyers, IIdentityStore identities, BuyerLocator locator, BuyerMerger merger, BuyerSettler settler)
{
    internal async Task<LocatedImport> LocateAsync(ShopId shop, IReadOnlyDictionary<string, LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var found = await buyers.FindOrdersAsync(shop, entries.Keys.ToHashSet(StringComparer.Ordinal), cancellationToken);
        var (left, erased) = await LeftAsync(shop, entries, cancellationToken);
        var groups = ImportGroup.Divide(left, found.ToLookup(order => order.OrderId, order => order.Buyer));
        var single = groups.Where(group => group.Claimable.Any(erased.Contains)).ToList();
        groups = [.. groups.Except(single)];
        var claims = groups.SelectMany(group => group.Claimable.Select(identifier => KeyValuePair.Create(identifier, group.Candidate))).ToDictionary();
        var claimed = await identities.ClaimAllAsync(shop, claims, cancellationToken);

        var targets = new Dictionary<BuyerId, ImportTarget>();
        var alone = single.SelectMany(group => group.Entries).ToList();
        foreach (var group in groups)
        {
            var owners = group.Claimable.Select(identifier => claimed[identifier]).ToList();
            if (owners.Any(owner => owner.Owner is { Shared: true } or { ErasedBefore: not null }) || await OwnerAsync(shop, group, owners, cancellationToken) is not { } owner)
            {
                alone.AddRange(group.Entries);
                continue;
            }

            var fresh = owners.Count > 0 && group.Holders.Count == 0 && owners.All(claim => claim.New);
            targets[owner] = targets.TryGetValue(owner, out var same)
                ? same with { Entries = [.. same.Entries, .. group.Entries], Fresh = same.Fresh && fresh }
                : new ImportTarget(new BuyerKey(shop, owner), group.Entries, fresh);
        }

        return new LocatedImport([.. targets.Values], alone, entries.Count - left.Count);
    }

    // Tombstones are read after the index: an erasure leaves an order's before it takes the order out of the index, so an order that was in neither is
    // nobody's whom anybody erased. And before anything is claimed, or what the erased have beside their own would be claimed for them.
    private async Task<(IReadOnlyCollection<LedgerEntry> Left, IReadOnlySet<Identifier> Erased)> LeftAsync(
        ShopId id, IReadOnlyDictionary<string, LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(id);
        var names = entries.Keys.SelectMany(order => Tombstones.OfOrder(shop, order).Select(name => (Name: name, Order: order))).ToLookup(pair => pair.Name, pair => pair.Order);
        var asked = names.Select(name => name.Key).Concat(entries.Values.SelectMany(entry => entry.Order.Buyer.Identifiers)).ToHashSet();
        var erased = await identities.FindErasedAsync(id, asked, cancellationToken);
        var gone = erased.SelectMany(name => names[name]).ToHashSet(StringComparer.Ordinal);
        return ([.. entries.Where(entry => !gone.Contains(entry.Key)).Select(entry => entry.Value)], erased);
    }

    /// <summary>The one buyer of a group, united if the table knows several; null when an identifier turns out to be shared.</summary>
    private async Task<BuyerId?> OwnerAsync(ShopId shop, ImportGroup group, List<ClaimedIdentifier> owners, CancellationToken cancellationToken)
    {
        var all = owners.Select(owner => owner.Owner.Buyer).Concat(group.Holders).DefaultIfEmpty(group.Candidate).ToHashSet();
        var owner = all.First();
        if (all.Count == 1 && owner.CompareTo(group.Candidate) <= 0)
        {
            return owner;
        }

        var located = await locator.LocateAsync(group.Entries[0].Order with { Buyer = group.Entries[0].Order.Buyer with { Identifiers = group.Identifiers } }, cancellationToken);
        if (located.Shared.Count > 0 || located.Erasures.Count > 0)
        {
            return null;
        }

        return group.Holders.All(holder => holder == located.Key.Buyer)
            ? located.Key.Buyer
            : (await merger.UniteAsync(shop, [located.Key.Buyer, .. group.Holders], null, cancellationToken)).Key.Buyer;
    }
}
