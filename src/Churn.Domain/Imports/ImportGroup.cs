using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Orders;

namespace Churn.Domain.Imports;

/// <summary>Orders of one buffer that are one buyer's, as far as the buffer and the order index tell.</summary>
internal sealed record ImportGroup(IReadOnlyList<LedgerEntry> Entries, IReadOnlySet<BuyerId> Holders)
{
    /// <summary>Strongest first; the made-up identifier of an anonymous order only when there is no other.</summary>
    public ImmutableSortedSet<Identifier> Identifiers { get; } = Union(Entries);

    /// <summary>The least of all that is known, which names the buyer if nobody else has the identifiers.</summary>
    public BuyerId Candidate => Holders.Append(BuyerId.Of(Identifiers[0])).Min();

    /// <summary>Those that the identity table knows.</summary>
    public IEnumerable<Identifier> Claimable => Identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder);

    /// <summary>
    /// Divides the entries: those that share an identifier, or of which the index says that one ledger holds them, go together.
    /// </summary>
    public static List<ImportGroup> Divide(IReadOnlyCollection<LedgerEntry> entries, ILookup<string, BuyerId> holders)
    {
        var parents = new Dictionary<Identifier, Identifier>();
        foreach (var entry in entries)
        {
            var first = Root(entry.Order.Buyer.Identifiers[0]);
            foreach (var other in entry.Order.Buyer.Identifiers.Concat(holders[entry.Order.Id].Select(holder => holder.ToIdentifier())))
            {
                parents[Root(other)] = first;
            }
        }

        return [.. entries.GroupBy(entry => Root(entry.Order.Buyer.Identifiers[0]))
            .Select(group => new ImportGroup([.. group], group.SelectMany(entry => holders[entry.Order.Id]).ToHashSet()))];

        Identifier Root(Identifier identifier)
        {
            while (parents.TryGetValue(identifier, out var parent) && parent != identifier)
            {
                // Halving the path as it is walked keeps later walks short.
                var above = parents.GetValueOrDefault(parent, parent);
                parents[identifier] = above;
                identifier = above;
            }

            return identifier;
        }
    }

    private static ImmutableSortedSet<Identifier> Union(IReadOnlyList<LedgerEntry> entries)
    {
        var all = entries.SelectMany(entry => entry.Order.Buyer.Identifiers).ToImmutableSortedSet();
        return all[0].Kind == IdentifierKind.AnonymousOrder ? all : all.Except(all.Where(i => i.Kind == IdentifierKind.AnonymousOrder));
    }
}
