using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Recording;

/// <summary>Orders of one buffer that are one buyer's, as far as the buffer tells: those that share an identifier.</summary>
internal sealed record ImportGroup(IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>Everything that the orders name, strongest first.</summary>
    public ImmutableSortedSet<Identifier> Identifiers { get; } = [.. Entries.SelectMany(entry => entry.Order.Buyer.Identifiers)];

    /// <summary>Those that the identity table knows: an order that names no one is known by its own claim.</summary>
    public IEnumerable<Identifier> Claimable => Identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder);

    /// <summary>Divides entries into groups.</summary>
    public static List<ImportGroup> Divide(IReadOnlyCollection<LedgerEntry> entries)
    {
        var parents = new Dictionary<Identifier, Identifier>();
        foreach (var entry in entries)
        {
            var first = Root(entry.Order.Buyer.Identifiers[0]);
            foreach (var other in entry.Order.Buyer.Identifiers)
            {
                parents[Root(other)] = first;
            }
        }

        return [.. entries.GroupBy(entry => Root(entry.Order.Buyer.Identifiers[0])).Select(group => new ImportGroup([.. group]))];

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
}
