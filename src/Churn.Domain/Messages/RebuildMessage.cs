using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// Asks for the buyers in a range of a shop's buckets to be compared with their ledgers (queue <c>rebuild</c>). Safe to process twice.
/// </summary>
public sealed record RebuildMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>Whether a row that differs from its ledger is rewritten.</summary>
    public bool Repair { get; init; }
}
