namespace Churn.Domain.Shops;

/// <summary>What is remembered of a shop as a whole.</summary>
public sealed record ShopRecord
{
    /// <summary>The record of a shop of which nothing is remembered.</summary>
    public static ShopRecord None { get; } = new();

    /// <summary>When orders were last imported, which shows that the shop was in use then; null if they never were.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>When the shop last removed the app, by the platform's clock; null if that is not known.</summary>
    public DateTimeOffset? UninstalledAt { get; init; }

    /// <summary>The tombstone: everything from before this instant was erased. Null if nothing was.</summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>
    /// Whether something of this instant was erased, or would have been. After an import that follows the erasure, nothing counts as
    /// erased.
    /// </summary>
    /// <param name="at">When it was; null if that is unknown, and then it counts as old.</param>
    public bool IsErased(DateTimeOffset? at) => ErasedBefore is { } before && !(ImportedAt >= before) && !(at >= before);
}

/// <summary>Remembers what happened to shops as a whole. Noting something again, or something older, changes nothing.</summary>
public interface IShopRecords
{
    /// <summary>Reads what is remembered of a shop. One request.</summary>
    Task<ShopRecord> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Notes the values of a change; what the change leaves null stays. Two requests.</summary>
    Task NoteAsync(ShopId shop, ShopRecord change, CancellationToken cancellationToken);
}
