namespace Churn.Domain.Scores;

/// <summary>Which method made a number, shown with every one.</summary>
public enum Rung
{
    /// <summary>The policy's rules: little data.</summary>
    Rules,

    /// <summary>The business model's prior, shrunk towards the shop's own orders.</summary>
    Pooled,

    /// <summary>The shop's own model, converged and better than the recency baseline on the scorecard.</summary>
    Fitted,
}
