using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>What a row of table <c>Identities</c> is about: an identifier, or an order.</summary>
/// <param name="Text">The identifier as text, or <c>o:</c> and the platform's order id as it is.</param>
/// <param name="Bucket">Two lower-case hex digits: one of 256 partitions of the shop.</param>
public readonly record struct IdentityName(string Text, string Bucket)
{
    /// <summary>Begins the name of an order.</summary>
    public const string OrderPrefix = "o:";

    public static IdentityName Of(Identifier identifier) => new(identifier.ToString(), identifier.Hash[..2]);

    /// <summary>The name of an order. It does not depend on the shop's identity keys, so a rotated key leaves every claim where it is.</summary>
    public static IdentityName OfOrder(string orderId) =>
        new($"{OrderPrefix}{orderId}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)).AsSpan(0, 1)));
}
