using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;

namespace Churn.Domain.Accounts;

/// <summary>A company that buys from a shop, by the platform's company id, and the bucket it is kept in.</summary>
public readonly record struct AccountKey(ShopId Shop, string Company)
{
    /// <summary>Characters a company's id has at most.</summary>
    public const int MaxCompanyLength = 100;

    /// <summary>First byte of SHA-256 of the company's id, two lower-case hex digits.</summary>
    public string Bucket => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Company)).AsSpan(0, 1));

    /// <summary>Whether the text can be a company's id: then a row's key holds it.</summary>
    public static bool IsCompany(string? text) => text is { Length: >= 1 and <= MaxCompanyLength };
}
