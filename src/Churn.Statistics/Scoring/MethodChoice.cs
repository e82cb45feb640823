namespace Churn.Statistics.Scoring;

/// <summary>The method that a shop should use.</summary>
public enum MethodChoice
{
    /// <summary>Too few buyers of one outcome for a decision. Stay with the simpler method.</summary>
    NotEnoughData,

    /// <summary>The model, because it passed all criteria.</summary>
    Model,

    /// <summary>The days since the last purchase, which are at least as good as the model.</summary>
    Recency,

    /// <summary>Each buyer's own rate, which is at least as good as the model.</summary>
    OwnRate,
}
