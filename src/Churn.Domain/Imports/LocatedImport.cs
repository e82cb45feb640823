using Churn.Domain.Orders;

namespace Churn.Domain.Imports;

/// <summary>Where the orders of a buffer belong.</summary>
/// <param name="Targets">Buyers and their orders, each buyer once.</param>
/// <param name="Single">Orders that are recorded one by one: they merge buyers, change hands, or name what is shared or erased.</param>
/// <param name="Erased">How many orders have a tombstone of their own.</param>
internal sealed record LocatedImport(IReadOnlyList<ImportTarget> Targets, IReadOnlyList<LedgerEntry> Single, long Erased);
