using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>
/// A claim: one row of table <c>Identities</c>, which says to which buyer an identifier or an order belongs. Workers look buyers up in it,
/// decide races by its ETag, and find the tombstones of erasures on it.
/// </summary>
public sealed record IdentityRow
{
    public required ShopId Shop { get; init; }

    public required IdentityName Name { get; init; }

    /// <summary>
    /// The buyer that the claim leads to: a current buyer, an alias, a retired buyer, or a buyer whose row is not written yet. Null on an
    /// erased order.
    /// </summary>
    public required BuyerId? Buyer { get; init; }

    /// <summary>
    /// On an order: the newest version that named a person when the claim was last turned; 0 if none did. On an identifier: how often it
    /// was led to a new buyer.
    /// </summary>
    public long Version { get; init; }

    /// <summary>
    /// On an order that moves: the buyers that may still hold it. On an identifier: the buyers that it led to before, so that an erasure
    /// finds what was written for them. Usually empty.
    /// </summary>
    public ImmutableSortedSet<BuyerId> CameFrom { get; init; } = [];

    /// <summary>Whether several people use the identifier (a family's address, info@). Then it never connects people again.</summary>
    public bool Shared { get; init; }

    /// <summary>
    /// The tombstone. On an identifier: deliveries of orders placed before this time are dropped. On an order: the order is erased for
    /// good. Null for none.
    /// </summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>The ETag of the row that was read; null for a row that is not written yet.</summary>
    public string? ETag { get; init; }

    /// <summary>Returns the row of an identifier, led to another buyer.</summary>
    /// <param name="to">The buyer that it leads to; null for a buyer whose id was never used.</param>
    public IdentityRow LedAnew(BuyerId? to = null) => this with
    {
        Buyer = to ?? NextBuyer(),
        Version = Version + 1,
        CameFrom = Buyer is { } buyer ? CameFrom.Add(buyer) : CameFrom,
    };

    private BuyerId NextBuyer() => Identifier.TryParse(Name.Text, out var identifier)
        ? BuyerId.Of(identifier, Version + 1)
        : throw new InvalidOperationException("The claim of an order cannot be led to a new buyer; the order has to move.");
}

/// <summary>Names the identifier or the order that a row of table <c>Identities</c> is about.</summary>
/// <param name="Text">The identifier as text, or <c>o:</c> and the platform's order id as it is.</param>
/// <param name="Bucket">Two lower-case hex digits: one of 256 partitions of the shop.</param>
public readonly record struct IdentityName(string Text, string Bucket)
{
    /// <summary>The first characters of an order's name.</summary>
    public const string OrderPrefix = "o:";

    public static IdentityName Of(Identifier identifier) => new(identifier.ToString(), identifier.Hash[..2]);

    /// <summary>
    /// Returns the name of an order. It does not depend on the shop's identity keys, so every claim stays where it is when a key is
    /// rotated.
    /// </summary>
    public static IdentityName OfOrder(string orderId) =>
        new($"{OrderPrefix}{orderId}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)).AsSpan(0, 1)));
}
