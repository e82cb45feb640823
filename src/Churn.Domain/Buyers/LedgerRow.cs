using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>A ledger entry as read, with the store's mark of its row.</summary>
public sealed record LedgerRow(LedgerEntry Entry, string ETag);
