using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identities;

/// <summary>Turns a person's plain identifiers into hashes at the door, so that nothing behind it ever holds them.</summary>
public static class IdentityHasher
{
    /// <summary>The hashes of what an order says of its buyer, under every key of the shop; at least one: that of the order itself when it names no one.</summary>
    /// <param name="shop">Whose keys hash.</param>
    /// <param name="orderId">The platform's order id.</param>
    /// <param name="email">As typed; null or unreadable identifies nobody.</param>
    /// <param name="phone">As typed; null or unreadable identifies nobody.</param>
    /// <param name="customerId">The platform's own customer id; kept in plain as well, for the shop's own tools to find the person by.</param>
    public static OrderBuyer Identify(Shop shop, string orderId, string? email, string? phone, string? customerId)
    {
        var identifiers = ImmutableSortedSet.CreateBuilder<Identifier>();
        Add(IdentifierKind.Email, EmailNormalizer.Normalize(email));
        Add(IdentifierKind.Phone, PhoneNormalizer.Normalize(phone, shop.CallingCode));
        identifiers.UnionWith(OfCustomer(shop, customerId));
        if (identifiers.Count == 0)
        {
            identifiers.Add(OfOrder(orderId));
        }

        return new OrderBuyer
        {
            Identifiers = identifiers.ToImmutable(),
            CustomerId = string.IsNullOrWhiteSpace(customerId) ? null : customerId.Trim(),
        };

        void Add(IdentifierKind kind, string? normalized)
        {
            for (var key = 0; normalized is not null && key < shop.IdentityKeys.Length; key++)
            {
                identifiers.Add(Hash(shop, key, kind, normalized));
            }
        }
    }

    /// <summary>The hashes of a platform's customer id, one a key, the key in force first; none when there is no id.</summary>
    public static IEnumerable<Identifier> OfCustomer(Shop shop, string? customerId) => string.IsNullOrWhiteSpace(customerId)
        ? []
        : shop.IdentityKeys.Select((_, key) => Hash(shop, key, IdentifierKind.PlatformCustomer, $"{shop.Platform}:{customerId.Trim()}"));

    /// <summary>The identifier of an order that names no one. It needs no key, for an order's id tells nothing of a person, and so survives a rotation.</summary>
    public static Identifier OfOrder(string orderId) => new(
        IdentifierKind.AnonymousOrder,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{IdentifierKind.AnonymousOrder}\n{orderId}")).AsSpan(0, 16)));

    /// <summary>HMAC-SHA256 of shop, kind and normalised identifier, the first 128 bits.</summary>
    public static Identifier Hash(Shop shop, int key, IdentifierKind kind, string normalized)
    {
        var mac = HMACSHA256.HashData(shop.IdentityKeys[key], Encoding.UTF8.GetBytes($"{shop.Id.Value}\n{kind}\n{normalized}"));
        return new Identifier(kind, Convert.ToHexStringLower(mac.AsSpan(0, 16)));
    }
}
