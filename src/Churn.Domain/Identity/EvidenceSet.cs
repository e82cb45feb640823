using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>Identifiers that one delivery named together.</summary>
/// <param name="Identifiers">The identifiers, strongest first; shared ones are left out.</param>
/// <param name="First">The earliest order (or link) that named them.</param>
/// <param name="Last">The latest order (or link) that named them.</param>
public sealed record EvidenceSet(ImmutableSortedSet<Identifier> Identifiers, DateTimeOffset First, DateTimeOffset Last)
{
    public bool Equals(EvidenceSet? other) =>
        other is not null && First == other.First && Last == other.Last && Identifiers.SequenceEqual(other.Identifiers);

    public override int GetHashCode() => HashCode.Combine(First, Last, Identifiers.Count);
}
