using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

/// <summary>
/// What an order cost, in minor units of its currency (cents; whole yen). What the buyer was charged is
/// <c>Gross - Discounts + Shipping + Tax</c>; the parts are chosen so that this always holds.
/// </summary>
/// <param name="Gross">Merchandise before discounts, without tax.</param>
/// <param name="Discounts">All discounts, zero or more.</param>
/// <param name="Shipping">Shipping and other charges, tips included, without tax.</param>
/// <param name="Tax">All tax, whether the shop shows it inside its prices or on top.</param>
public readonly record struct OrderMoney(long Gross, long Discounts, long Shipping, long Tax)
{
    /// <summary>What the buyer was charged.</summary>
    public long Total => checked(Gross - Discounts + Shipping + Tax);

    /// <summary>Merchandise after discounts, without tax and shipping.</summary>
    public long Merchandise => checked(Gross - Discounts);

    /// <summary>The money of an order of which only the total and some parts are known: gross is what remains.</summary>
    public static OrderMoney FromTotal(long total, long discounts, long shipping, long tax) =>
        new(checked(total - shipping - tax + discounts), discounts, shipping, tax);
}
