using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>
/// What is written in one transaction: a buyer's row, guarded by its ETag, and entries of the ledger in the same partition. Every change
/// writes the row, so a worker that read the row before another worker changed the ledger gets a conflict.
/// </summary>
public sealed record BuyerTransaction
{
    /// <summary>
    /// Maximum number of entries in a change. With the buyer's row and the sum of erased orders they make the hundred actions that an
    /// entity group transaction may have.
    /// </summary>
    public const int MaxOrders = 98;

    /// <summary>Maximum number of buyers' rows rewritten together: the limit of an entity group transaction.</summary>
    public const int MaxBuyers = 100;

    /// <summary>The new row. Its ETag is that of the row it replaces; null to insert.</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>Entries to write. Existing entries of the same orders are replaced.</summary>
    public IReadOnlyList<LedgerEntry> Orders { get; init; } = [];

    /// <summary>Ids of the orders to remove. Each entry must exist.</summary>
    public IReadOnlyList<string> Removals { get; init; } = [];

    /// <summary>What to add to the shop's totals of erased orders, in the same transaction; null for nothing.</summary>
    public ErasedTotals? Erased { get; init; }

    public BuyerKey Key => Buyer.Key;
}
