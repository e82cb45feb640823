using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A range of a shop's buckets whose buyers are to be held against their ledgers (queue <c>rebuild</c>). Safe to process twice.</summary>
public sealed record RebuildMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>Write what the ledger says where a row says something else.</summary>
    public bool Repair { get; init; }
}
