namespace Churn.Statistics.Scoring;

/// <summary>Which method a shop should use.</summary>
public enum MethodChoice
{
    /// <summary>Too few buyers of one outcome to tell; stay with the simpler method.</summary>
    NotEnoughData,

    /// <summary>The model earned its place.</summary>
    Model,

    /// <summary>Days since the last purchase do as well or better.</summary>
    Recency,

    /// <summary>Each buyer's own rate does as well or better.</summary>
    OwnRate,
}
