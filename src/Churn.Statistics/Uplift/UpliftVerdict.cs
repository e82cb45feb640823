namespace Churn.Statistics.Uplift;

/// <summary>What a trial allows to be said.</summary>
public enum UpliftVerdict
{
    /// <summary>
    /// The data are compatible with a gain and with a loss. The usual answer in a small shop, and not a failure of the offer.
    /// </summary>
    Inconclusive,

    /// <summary>
    /// The outcome window is still open: looking early and stopping at the first good day makes chance look like an effect.
    /// </summary>
    TooEarly,

    /// <summary>The treated bought more often than the held out.</summary>
    Better,

    /// <summary>The treated bought less often than the held out.</summary>
    Worse,
}
