using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Who shows what happens without an offer: by an HMAC of kind and buyer id under the shop's oldest identity key, so that nobody can choose, and each
/// kind is a draw of its own. The least id survives a merge, so whoever is merged keeps the survivor's draw; rotating in a new key changes nothing.
/// </summary>
public static class HoldoutAssigner
{
    /// <param name="shop">Whose key draws.</param>
    /// <param name="kind">Of the offer.</param>
    /// <param name="buyer">The buyer's id today.</param>
    /// <param name="percent">Of a hundred buyers held out, 0 to 100.</param>
    public static bool IsHeldOut(Shop shop, OfferKind kind, BuyerId buyer, int percent) => Draw(shop, kind, buyer) < percent / 100.0;

    /// <summary>Uniform from 0, inclusive, to 1, exclusive.</summary>
    public static double Draw(Shop shop, OfferKind kind, BuyerId buyer)
    {
        var mac = HMACSHA256.HashData(shop.IdentityKeys[^1], Encoding.UTF8.GetBytes($"{shop.Id.Value}\nholdout\n{Offer.Name(kind)}\n{buyer.Value}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(mac) >> 11) * (1.0 / (1UL << 53));
    }
}
