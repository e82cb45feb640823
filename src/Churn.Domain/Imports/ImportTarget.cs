using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Imports;

/// <summary>A buyer who receives orders of an import.</summary>
/// <param name="Key">Theirs.</param>
/// <param name="Entries">Each order once.</param>
/// <param name="Fresh">Nobody had any of the identifiers: the buyer is not there, unless somebody makes them in this very moment.</param>
internal sealed record ImportTarget(BuyerKey Key, IReadOnlyList<LedgerEntry> Entries, bool Fresh);
