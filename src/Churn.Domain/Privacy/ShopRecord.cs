namespace Churn.Domain.Privacy;

/// <summary>What is remembered of a shop as a whole.</summary>
public sealed record ShopRecord
{
    /// <summary>Nothing is remembered.</summary>
    public static ShopRecord None { get; } = new();

    /// <summary>When somebody last imported orders, and so had the shop in use; null: nobody has.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>When the shop last removed the app, by the platform's clock; null: it has not, as far as is known.</summary>
    public DateTimeOffset? UninstalledAt { get; init; }

    /// <summary>The tombstone: everything of before this instant was erased. Null: nothing was.</summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>Whether something of this instant was erased, or would have been; an import after the erasure begins a new life that nothing is kept from.</summary>
    /// <param name="at">When it was; null: nobody knows, so it counts as old.</param>
    public bool IsErased(DateTimeOffset? at) => ErasedBefore is { } before && !(ImportedAt >= before) && !(at >= before);
}
