using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>A buyer of a shop, and the bucket they are kept in.</summary>
public readonly record struct BuyerKey(ShopId Shop, BuyerId Buyer)
{
    /// <summary>First byte of SHA-256 of the buyer's id, two lower-case hex digits: 256 buckets a shop.</summary>
    public string Bucket => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Buyer.Value)).AsSpan(0, 1));
}
