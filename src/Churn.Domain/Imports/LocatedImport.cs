using Churn.Domain.Orders;

namespace Churn.Domain.Imports;

/// <summary>Where the orders of a buffer belong.</summary>
/// <param name="Targets">Buyers and their orders, each buyer once.</param>
/// <param name="Single">Orders that only one by one can be said whose they are: several people share an identifier of theirs, or somebody was erased.</param>
/// <param name="Erased">How many orders have a tombstone of their own.</param>
internal sealed record LocatedImport(IReadOnlyList<ImportTarget> Targets, IReadOnlyList<LedgerEntry> Single, long Erased);
