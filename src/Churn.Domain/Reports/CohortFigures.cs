namespace Churn.Domain.Reports;

/// <summary>The buyers whose first purchase fell into a month, and how many of them bought in each later whole month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Size">Buyers.</param>
/// <param name="IsComplete">False while the month runs and the cohort still grows.</param>
/// <param name="Active">Buyers with a purchase in the 1st, 2nd, ... month after it; months not yet over are left out.</param>
/// <param name="Returned">Buyers with a purchase in any later month up to that one.</param>
public sealed record CohortFigures(DateOnly Month, long Size, bool IsComplete, IReadOnlyList<long> Active, IReadOnlyList<long> Returned);
