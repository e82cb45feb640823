using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>A range of a shop's buckets to work through (queues <c>reclassify</c> and <c>offers</c>). Safe to process twice.</summary>
public sealed record RangeMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>The business date (the shop's) the work is done for.</summary>
    public required DateOnly AsOf { get; init; }
}
