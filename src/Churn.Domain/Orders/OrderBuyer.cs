using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Identities;

namespace Churn.Domain.Orders;

/// <summary>Who placed an order, as hashes; only the platform's own customer id is plain, for the shop's tools to find the person by.</summary>
public sealed record OrderBuyer
{
    /// <summary>Those that name one person, strongest first; never empty: where several people share all of them, it holds the least.</summary>
    public required ImmutableSortedSet<Identifier> Identifiers { get; init; }

    /// <summary>Those that several people are known to share, and that name nobody; null: none.</summary>
    public ImmutableSortedSet<Identifier>? Shared { get; init; }

    /// <summary>The platform's customer id, or null when the order does not say.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The platform's company id of a business order, or null.</summary>
    public string? CompanyId { get; init; }

    /// <summary>Whether they agreed to be written to: true agreed, false refused in so many words, null not said.</summary>
    public bool? Consent { get; init; }

    [JsonIgnore]
    public bool IsAnonymous => Identifiers[0].Kind == IdentifierKind.AnonymousOrder;

    /// <summary>Names nobody but by what several people share.</summary>
    [JsonIgnore]
    public bool IsGuest => Shared is not null && Shared.IsSupersetOf(Identifiers);

    /// <summary>The same, with these known to be shared, where it has them.</summary>
    public OrderBuyer WithShared(IReadOnlySet<Identifier> shared) => Sort(Identifiers.Union(Shared ?? []), (Shared ?? []).Union(Identifiers.Where(shared.Contains)));

    /// <summary>The same, with what another delivery of the order says of identifiers; what either knows to be shared is.</summary>
    public OrderBuyer WithThose(OrderBuyer other) =>
        Sort(Identifiers.Union(Shared ?? []).Union(other.Identifiers).Union(other.Shared ?? []), (Shared ?? []).Union(other.Shared ?? []));

    // The join of what is known of each identifier, so the outcome does not depend on what was known first. An order that names somebody is not nobody's.
    private OrderBuyer Sort(ImmutableSortedSet<Identifier> all, ImmutableSortedSet<Identifier> shared)
    {
        var named = all[0].Kind == IdentifierKind.AnonymousOrder ? all : all.Except(all.Where(identifier => identifier.Kind == IdentifierKind.AnonymousOrder));
        var own = named.Except(shared);
        return this with { Identifiers = own.Count > 0 ? own : [shared[0]], Shared = shared.Count > 0 ? shared : null };
    }

    public bool Equals(OrderBuyer? other) =>
        other is not null && CustomerId == other.CustomerId && CompanyId == other.CompanyId && Consent == other.Consent
        && Identifiers.SequenceEqual(other.Identifiers) && (Shared ?? []).SequenceEqual(other.Shared ?? []);

    public override int GetHashCode() => HashCode.Combine(Identifiers.Count, CustomerId, CompanyId, Consent);
}
