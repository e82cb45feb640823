using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>A ledger row to write.</summary>
/// <param name="Entry">What the row shall say.</param>
/// <param name="ETag">The ETag of the row that is replaced; null: the order must be new to this ledger.</param>
public sealed record LedgerWrite(LedgerEntry Entry, string? ETag);
