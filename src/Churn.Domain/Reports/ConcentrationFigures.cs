namespace Churn.Domain.Reports;

/// <summary>How unequally revenue is spread over buyers.</summary>
/// <param name="Buyers">Buyers it rests on; one refunded beyond nothing counts as nothing.</param>
/// <param name="Gini">0: all equal; towards 1: one buyer has everything.</param>
/// <param name="Lorenz">Share of revenue of the best buyers, by share of buyers.</param>
/// <param name="BuyersForHalf">The fewest buyers who together make half of the revenue.</param>
public sealed record ConcentrationFigures(int Buyers, double? Gini, IReadOnlyList<TopShare> Lorenz, int? BuyersForHalf);
