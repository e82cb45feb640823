using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>Finds the buyers of a buffer of orders, reading and claiming all of their identifiers at once.</summary>
/// <remarks>
/// Only the plain case is done here: a group of orders whose identifiers no one has, or that all lead to one buyer whose id is the least of them. Everything
/// else is left to be recorded order by order, as a webhook is.
/// </remarks>
public sealed class ImportLocator(IIdentityStore identities)
{
    internal async Task<LocatedImport> LocateAsync(ShopId shop, IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var groups = ImportGroup.Divide(entries);
        var names = groups.SelectMany(group => group.Claimable).Distinct().Select(IdentityName.Of).Concat(entries.Select(Name)).ToList();
        var rows = await identities.FindAllAsync(shop, names, cancellationToken);
        var erased = entries.Where(entry => rows.GetValueOrDefault(Name(entry)) is { ErasedBefore: not null }).Select(entry => entry.Order.Id).ToHashSet(StringComparer.Ordinal);
        var (plain, single) = (new List<(ImportGroup Group, BuyerId Owner)>(), new List<LedgerEntry>());
        foreach (var group in groups)
        {
            if (OwnerOf(group, rows) is { } owner)
            {
                plain.Add((group, owner));
            }
            else
            {
                single.AddRange(group.Entries.Where(entry => !erased.Contains(entry.Order.Id)));
            }
        }

        var missing = plain.SelectMany(pair => pair.Group.Claimable.Select(IdentityName.Of).Where(name => !rows.ContainsKey(name))
            .Select(name => new IdentityRow { Shop = shop, Name = name, Buyer = pair.Owner })).ToList();
        var claimed = await identities.InsertAllAsync(missing, cancellationToken);
        var targets = new Dictionary<BuyerId, ImportTarget>();
        foreach (var (group, owner) in plain)
        {
            if (!group.Claimable.Select(IdentityName.Of).All(name => rows.ContainsKey(name) || claimed.ContainsKey(name)))
            {
                single.AddRange(group.Entries); // Someone else claimed one of the identifiers in this very moment.
                continue;
            }

            var known = group.Entries.Where(entry => rows.ContainsKey(Name(entry))).Select(entry => entry.Order.Id).ToHashSet(StringComparer.Ordinal);
            var fresh = known.Count == 0 && !group.Claimable.Any(identifier => rows.ContainsKey(IdentityName.Of(identifier)));
            targets[owner] = targets.TryGetValue(owner, out var same)
                ? same with { Entries = [.. same.Entries, .. group.Entries], Claimed = same.Claimed.Union(known).ToHashSet(StringComparer.Ordinal), Fresh = same.Fresh && fresh }
                : new ImportTarget(new BuyerKey(shop, owner), group.Entries, known, fresh);
        }

        return new LocatedImport([.. targets.Values], single, erased.Count);
    }

    /// <summary>The one buyer of a group. Null: more has to be done than to write.</summary>
    private static BuyerId? OwnerOf(ImportGroup group, IReadOnlyDictionary<IdentityName, IdentityRow> rows)
    {
        var owner = BuyerId.Of(group.Identifiers[0]);
        var identifiers = group.Claimable.Select(identifier => rows.GetValueOrDefault(IdentityName.Of(identifier))).OfType<IdentityRow>();
        var orders = group.Entries.Select(entry => rows.GetValueOrDefault(Name(entry))).OfType<IdentityRow>();
        return identifiers.All(row => row is { Shared: false, ErasedBefore: null } && row.Buyer == owner)
            && orders.All(row => row is { ErasedBefore: null, CameFrom.IsEmpty: true } && row.Buyer == owner)
                ? owner
                : null;
    }

    private static IdentityName Name(LedgerEntry entry) => IdentityName.OfOrder(entry.Order.Id);
}
