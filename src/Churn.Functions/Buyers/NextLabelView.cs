namespace Churn.Functions.Buyers;

/// <summary>The next label, the purchases it takes, and when the last of them may come; no last day means as far as was looked.</summary>
public sealed record NextLabelView(string Relationship, int Purchases, DateOnly From, DateOnly? Until);
