using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>A company's account: the facts of all orders that name the company, over all buyers that placed them.</summary>
public sealed record Account
{
    public required AccountKey Key { get; init; }

    /// <summary>
    /// The fold of the members' orders that name the company. The customer id, the companies and the last order's position are left out:
    /// they belong to one buyer, not to the account.
    /// </summary>
    public required BuyerFacts Facts { get; init; }

    public required BuyerClass Class { get; init; }

    /// <summary>Number of buyers with an order that names the company.</summary>
    public required int Members { get; init; }

    /// <summary>The ETag of the row that was read; null for an account that is not stored yet.</summary>
    public string? ETag { get; init; }
}

/// <summary>A company that buys from a shop, identified by the platform's company id.</summary>
public readonly record struct AccountKey(ShopId Shop, string Company)
{
    /// <summary>Maximum length of a company id, characters.</summary>
    public const int MaxCompanyLength = 100;

    /// <summary>The bucket that holds the account: the first byte of SHA-256 of the company id, two lower-case hex digits.</summary>
    public string Bucket => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Company)).AsSpan(0, 1));

    /// <summary>Whether the text can be a company id, that is, whether it fits into a row's key.</summary>
    public static bool IsCompany(string? text) => text is { Length: >= 1 and <= MaxCompanyLength };
}
