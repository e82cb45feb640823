using Churn.Domain.Privacy;

namespace Churn.Domain.Buyers;

/// <summary>
/// What is written together, whole or not at all: the row of a buyer or of an alias, and rows of the ledger beneath it. The first row always goes
/// along, so that whoever changes a ledger changes its buyer's ETag, and nobody works on from what is no longer so.
/// </summary>
public sealed record BuyerChange
{
    /// <summary>Ledger rows a change holds at most: with their index rows and the buyer's, a hundred actions.</summary>
    public const int MaxOrders = 49;

    /// <summary>Rows of buyers that are rewritten together at most: an entity group transaction's limit.</summary>
    public const int MaxBuyers = 100;

    /// <summary>The buyer afterwards; the ETag is that of the row it replaces, null to insert.</summary>
    public Buyer? Buyer { get; init; }

    /// <summary>In place of a buyer, the alias afterwards; its ETag likewise.</summary>
    public BuyerAlias? Alias { get; init; }

    public IReadOnlyList<LedgerWrite> Orders { get; init; } = [];

    /// <summary>
    /// The orders without an ETag are new not only to this ledger but to all of the bucket, which has one index row an order: were it overwritten, an
    /// order that stands in two ledgers of one bucket would be found in one.
    /// </summary>
    public bool NewToBucket { get; init; }

    /// <summary>Ledger rows to remove, as they were read.</summary>
    public IReadOnlyList<LedgerRow> Removals { get; init; } = [];

    /// <summary>Where the removed orders went, so that their index rows are kept if they already tell of it; null: nowhere.</summary>
    public BuyerKey? MovedTo { get; init; }

    /// <summary>What is to be added to the shop's memory of erased orders, in the same transaction; null: nothing.</summary>
    public ErasedTotals? Erased { get; init; }

    /// <summary>Whose rows these are.</summary>
    public BuyerKey Key => Buyer?.Key ?? Alias?.Key ?? throw new InvalidOperationException("A change is of a buyer or of an alias.");
}
