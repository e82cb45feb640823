
namespace Churn.Domain.Messages;

/// <summary>A range of a shop's buckets whose contents are to be erased.</summary>
public sealed record ShopErasure
{
    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>The second time, for what workers who were under way at the first wrote behind it.</summary>
    public bool Again { get; init; }
}
