using Churn.Domain.Orders;

namespace Churn.Domain.Imports;

/// <summary>Where the orders of a buffer belong.</summary>
/// <param name="Targets">Buyers and their orders, each buyer once.</param>
/// <param name="Single">Orders that only one by one can be said whose they are: several people share an identifier of theirs.</param>
internal sealed record LocatedImport(IReadOnlyList<ImportTarget> Targets, IReadOnlyList<LedgerEntry> Single);
