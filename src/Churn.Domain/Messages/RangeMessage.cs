using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A range of a shop's buckets to process (queues <c>reclassify</c> and <c>offers</c>). Safe to process twice.</summary>
public sealed record RangeMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>The business date (the shop's) of the run.</summary>
    public required DateOnly AsOf { get; init; }
}

/// <summary>The result of reclassifying a range: buyers read, and rows written.</summary>
public readonly record struct RangeResult(int Read, int Written);

/// <summary>Asks for a nightly run to be finished, because all its ranges are done (queue <c>runs</c>). Safe to process twice.</summary>
public sealed record RunMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The run's business date (the shop's).</summary>
    public required DateOnly Date { get; init; }
}
