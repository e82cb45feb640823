using Churn.Domain.Orders;
using Churn.Domain.Privacy;

namespace Churn.Domain.Buyers;

/// <summary>
/// What is written together, whole or not at all: a buyer's row, guarded by its ETag, and entries of the ledger in the same partition. The row always goes
/// along, so a worker that read the row before somebody else changed the ledger fails.
/// </summary>
public sealed record BuyerChange
{
    /// <summary>Entries that a change holds at most: with the buyer's row and the sum of erased orders, a hundred actions.</summary>
    public const int MaxOrders = 98;

    /// <summary>Rows of buyers that are rewritten together at most: an entity group transaction's limit.</summary>
    public const int MaxBuyers = 100;

    /// <summary>The row afterwards; the ETag is that of the row it replaces, null to insert.</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>Entries to write, over what is there.</summary>
    public IReadOnlyList<LedgerEntry> Orders { get; init; } = [];

    /// <summary>Ids of orders whose entries are removed; each must be there.</summary>
    public IReadOnlyList<string> Removals { get; init; } = [];

    /// <summary>What is to be added to the shop's memory of erased orders, in the same transaction; null: nothing.</summary>
    public ErasedTotals? Erased { get; init; }

    /// <summary>Whose rows these are.</summary>
    public BuyerKey Key => Buyer.Key;
}
