namespace Churn.Statistics.Histories;

/// <summary>The unit of every time in a history, a parameter or an answer. Mixing them silently is the commonest mistake with these models.</summary>
public enum TimeUnit
{
    /// <summary>Days.</summary>
    Days = 0,

    /// <summary>Weeks of seven days.</summary>
    Weeks = 1,
}
