using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Identities;

namespace Churn.Domain.Orders;

/// <summary>Who placed an order, as hashes; only the platform's own customer id is plain, for the shop's tools to find the person by.</summary>
public sealed record OrderBuyer
{
    /// <summary>What the delivery named, strongest first; never empty: an order that names no one has the identifier of the order itself.</summary>
    public required ImmutableSortedSet<Identifier> Identifiers { get; init; }

    /// <summary>The platform's customer id, or null when the order does not say.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The platform's company id of a business order, or null.</summary>
    public string? CompanyId { get; init; }

    /// <summary>Whether they agreed to be written to: true agreed, false refused in so many words, null not said.</summary>
    public bool? Consent { get; init; }

    [JsonIgnore]
    public bool IsAnonymous => Identifiers[0].Kind == IdentifierKind.AnonymousOrder;

    public bool Equals(OrderBuyer? other) =>
        other is not null && CustomerId == other.CustomerId && CompanyId == other.CompanyId && Consent == other.Consent
        && Identifiers.SequenceEqual(other.Identifiers);

    public override int GetHashCode() => HashCode.Combine(Identifiers.Count, CustomerId, CompanyId, Consent);
}
