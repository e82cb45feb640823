using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Testing.Identity;

/// <summary>
/// Tells which orders may have been erased and which must have been. A delivery that came during or after an erasure need not count as
/// evidence for it.
/// </summary>
internal sealed class ErasureOracle
{
    private readonly IdentityHistory _history;
    private readonly IReadOnlyDictionary<IdentityMessage.Erased, HashSet<IdentityMessage>> _doneBefore;
    private readonly List<(IdentityMessage.Erased Erasure, ImmutableSortedSet<Identifier> Reached)> _may;
    private readonly List<HashSet<string>> _mayOrders;
    private readonly HashSet<string> _byId;

    public ErasureOracle(
        IdentityHistory history, IdentityRows rows, IReadOnlyDictionary<IdentityMessage.Erased, HashSet<IdentityMessage>> doneBefore)
    {
        (_history, _doneBefore) = (history, doneBefore);
        Shared = rows.Claims
            .Where(claim => claim.Shared)
            .Select(claim => Identifier.TryParse(claim.Name.Text, out var one) ? one : default)
            .ToHashSet();
        var erasures = history.Messages.OfType<IdentityMessage.Erased>().ToList();
        _may = [.. erasures.Select(erasure => (erasure, EvidenceGroups.Reach(
            erasure.Named, Evidence().Where(said => said.At < erasure.Before).Select(said => said.Group))))];
        _byId = [.. erasures.SelectMany(erasure => erasure.Orders)];
        _mayOrders = [.. _may.Select(one => history.Placed.Keys.Where(order => IsReached(order, one.Erasure, one.Reached)).ToHashSet())];
        MayOrders = _byId.Union(_mayOrders.SelectMany(orders => orders)).ToHashSet(StringComparer.Ordinal);
        MustOrders = _byId.Union(Enumerable.Range(0, _may.Count).SelectMany(MustOf)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The identifiers that are marked as shared.</summary>
    public IReadOnlySet<Identifier> Shared { get; }

    /// <summary>Orders that an erasure may have erased.</summary>
    public IReadOnlySet<string> MayOrders { get; }

    /// <summary>Orders that an erasure must have erased.</summary>
    public IReadOnlySet<string> MustOrders { get; }

    /// <summary>Whether an erasure may have erased a delivery that named these identifiers at that time.</summary>
    public bool MayTake(ImmutableSortedSet<Identifier> group, DateTimeOffset at) =>
        _may.Any(one => at < one.Erasure.Before && group.Overlaps(one.Reached));

    /// <summary>Whether an identifier may have a tombstone of that time.</summary>
    public bool MayBury(Identifier identifier, DateTimeOffset before) =>
        _may.Any(one => one.Erasure.Before == before && one.Reached.Contains(identifier));

    /// <summary>Returns the evidence of all deliveries.</summary>
    public IEnumerable<(ImmutableSortedSet<Identifier> Group, DateTimeOffset At, IdentityMessage Message)> Evidence()
    {
        foreach (var said in _history.Messages.OfType<IdentityMessage.Said>().Where(said => !said.Named.IsEmpty))
        {
            yield return (said.Named, said.Entry.Order.PlacedAt, said);
        }

        foreach (var link in _history.Messages.OfType<IdentityMessage.Linked>())
        {
            foreach (var customer in link.Customers)
            {
                yield return (customer.Add(link.Link), link.At, link);
            }
        }
    }

    private IEnumerable<ImmutableSortedSet<Identifier>> NamedBy(string order) =>
        _history.Messages.OfType<IdentityMessage.Said>()
            .Where(said => said.OrderId == order && !said.Named.IsEmpty)
            .Select(said => said.Named);

    private bool IsReached(string order, IdentityMessage.Erased erasure, ImmutableSortedSet<Identifier> reached) =>
        _history.Placed[order] < erasure.Before && NamedBy(order).Any(reached.Overlaps);

    // Returns the orders that an erasure must erase: every version of such an order names the person or someone connected with the person.
    // The evidence for that was there before the erasure began, and no other erasure may have removed it.
    private IEnumerable<string> MustOf(int number)
    {
        var erasure = _may[number].Erasure;
        var others = _may.Where((_, at) => at != number).ToList();
        var gone = _byId.Union(_mayOrders.Where((_, at) => at != number).SelectMany(orders => orders)).ToHashSet();
        var known = Evidence().Where(said => said.At < erasure.Before
            && _doneBefore[erasure].Contains(said.Message)
            && !(said.Message is IdentityMessage.Said order && gone.Contains(order.OrderId))
            && !others.Any(other => said.At < other.Erasure.Before && said.Group.Overlaps(other.Reached)));
        var reached = EvidenceGroups.Reach(erasure.Named.Except(Shared), known.Select(said => said.Group.Without(Shared)));
        var within = _history.Placed.Where(order => order.Value < erasure.Before && NamedBy(order.Key).Any());
        return within
            .Where(order => NamedBy(order.Key).All(group => group.Without(Shared).Intersect(reached).Except(Shared).Count > 0))
            .Select(order => order.Key);
    }
}
