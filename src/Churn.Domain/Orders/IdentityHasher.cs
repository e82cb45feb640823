using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;

namespace Churn.Domain.Orders;

/// <summary>Hashes a person's identifiers when an order arrives, so that no later step sees them in plain text.</summary>
public static class IdentityHasher
{
    /// <summary>
    /// Hashes the identifiers of an order's buyer under every key of the shop. An order that names no person gets the identifier of the
    /// order itself.
    /// </summary>
    /// <param name="shop">The shop that holds the keys.</param>
    /// <param name="orderId">The platform's order id.</param>
    /// <param name="email">As typed. It is ignored if it is null or no address.</param>
    /// <param name="phone">As typed. It is ignored if it is null or no phone number.</param>
    /// <param name="customerId">
    /// The platform's customer id. It is also kept in plain text, so that the shop's own tools can find the person.
    /// </param>
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

    /// <summary>Returns the hashes of a platform's customer id, one per key, the current key first; none if there is no id.</summary>
    public static IEnumerable<Identifier> OfCustomer(Shop shop, string? customerId) => string.IsNullOrWhiteSpace(customerId)
        ? []
        : shop.IdentityKeys.Select((_, key) => Hash(shop, key, IdentifierKind.PlatformCustomer, $"{shop.Platform}:{customerId.Trim()}"));

    /// <summary>
    /// Returns the identifier of an order that names no person. It uses no key, because an order id says nothing about a person, and so it
    /// stays the same when keys are rotated.
    /// </summary>
    public static Identifier OfOrder(string orderId) => new(
        IdentifierKind.AnonymousOrder,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{IdentifierKind.AnonymousOrder}\n{orderId}")).AsSpan(0, 16)));

    /// <summary>Returns the first 128 bits of the HMAC-SHA256 of shop, kind and normalised identifier.</summary>
    public static Identifier Hash(Shop shop, int key, IdentifierKind kind, string normalized)
    {
        var mac = HMACSHA256.HashData(shop.IdentityKeys[key], Encoding.UTF8.GetBytes($"{shop.Id.Value}\n{kind}\n{normalized}"));
        return new Identifier(kind, Convert.ToHexStringLower(mac.AsSpan(0, 16)));
    }
}
