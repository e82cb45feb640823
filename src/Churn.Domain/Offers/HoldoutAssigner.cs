using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Decides which buyers are held out, so that they show what happens without an offer.</summary>
/// <remarks>
/// The draw is an HMAC of kind and buyer id under the shop's oldest identity key. No person can influence it, and each kind has its own
/// draw. The lesser id survives a merge, so a merged buyer keeps the survivor's draw. Rotating in a new key changes no draw.
/// </remarks>
public static class HoldoutAssigner
{
    /// <param name="shop">The shop whose oldest identity key makes the draw.</param>
    /// <param name="buyer">The buyer's id today.</param>
    /// <param name="percent">Buyers held out in a hundred, 0 to 100.</param>
    public static bool IsHeldOut(Shop shop, OfferKind kind, BuyerId buyer, int percent) => Draw(shop, kind, buyer) < percent / 100.0;

    /// <summary>The buyer's draw for a kind: uniform from 0, inclusive, to 1, exclusive.</summary>
    public static double Draw(Shop shop, OfferKind kind, BuyerId buyer)
    {
        var text = $"{shop.Id.Value}\nholdout\n{OfferKinds.NameOf(kind)}\n{buyer.Value}";
        var mac = HMACSHA256.HashData(shop.IdentityKeys[^1], Encoding.UTF8.GetBytes(text));
        return (BinaryPrimitives.ReadUInt64BigEndian(mac) >> 11) * (1.0 / (1UL << 53));
    }
}
