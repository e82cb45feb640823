namespace Churn.Domain.Scores;

/// <summary>What the parameters come to on redrawn contracts.</summary>
/// <param name="Alpha">First parameter of the shifted beta-geometric model.</param>
/// <param name="Beta">Second parameter.</param>
public readonly record struct ContractDraw(double Alpha, double Beta);
