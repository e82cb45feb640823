namespace Churn.Statistics.Uplift;

/// <summary>The conclusion that a trial allows.</summary>
public enum UpliftVerdict
{
    /// <summary>
    /// The data are compatible with a gain and with a loss. This is usual in a small shop and does not mean that the offer failed.
    /// </summary>
    Inconclusive,

    /// <summary>
    /// The outcome window is still open. Stopping early, on the first good day, would make chance look like an effect.
    /// </summary>
    TooEarly,

    /// <summary>The treated buyers bought more often than the held-out ones.</summary>
    Better,

    /// <summary>The treated buyers bought less often than the held-out ones.</summary>
    Worse,
}
