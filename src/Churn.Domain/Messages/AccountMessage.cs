using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// Asks for a company's account to be folded again, because an order that names the company changed (queue
/// <c>accounts</c>). Safe to process twice.
/// </summary>
public sealed record AccountMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The platform's company id.</summary>
    public required string Company { get; init; }

    public required BuyerId Buyer { get; init; }

    /// <summary>Maximum number of members in a message, so that even the longest ids, escaped, fit into a queue message.</summary>
    public const int MaxMembers = 64;

    /// <summary>Further members, of this or of other companies. An import sends many at once.</summary>
    public ImmutableArray<AccountMember> More { get; init; } = [];

    /// <summary>All members of the message, by company.</summary>
    [JsonIgnore]
    public ILookup<string, BuyerId> Members =>
        More.Prepend(new AccountMember(Company, Buyer)).ToLookup(member => member.Company, member => member.Buyer);
}

/// <summary>A buyer that ordered for a company.</summary>
/// <param name="Company">The platform's company id.</param>
public readonly record struct AccountMember(string Company, BuyerId Buyer);
