using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A buyer's ledger has changed in an order that names a company: the company's account is to be folded anew (queue <c>accounts</c>). Safe to process twice.</summary>
public sealed record AccountMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The platform's company id.</summary>
    public required string Company { get; init; }

    public required BuyerId Buyer { get; init; }

    /// <summary>Members a message names at most, so that their longest ids, escaped, still fit on a queue.</summary>
    public const int MaxMembers = 64;

    /// <summary>Further members, of this or of other companies: an import tells of many at once.</summary>
    public ImmutableArray<AccountMember> More { get; init; } = [];

    /// <summary>Everybody named, by company.</summary>
    [JsonIgnore]
    public ILookup<string, BuyerId> Members => More.Prepend(new AccountMember(Company, Buyer)).ToLookup(member => member.Company, member => member.Buyer);
}
