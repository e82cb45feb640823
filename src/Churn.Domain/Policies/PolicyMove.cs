namespace Churn.Domain.Policies;

/// <summary>Buyers who would change a label.</summary>
/// <param name="From">Today's, as the enumeration names it.</param>
/// <param name="To">The one they would have.</param>
/// <param name="Buyers">How many; of a sample, how many in it.</param>
public sealed record PolicyMove(string From, string To, long Buyers);
