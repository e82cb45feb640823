namespace Churn.Statistics.Descriptive;

/// <summary>A buyer's recency, frequency and monetary scores, each 1 (worst) to the number of groups (best).</summary>
public readonly record struct RfmScore
{
    /// <param name="recency">1 to 9; the most recent buyers have the highest.</param>
    /// <param name="frequency">1 to 9.</param>
    /// <param name="monetary">1 to 9.</param>
    public RfmScore(byte recency, byte frequency, byte monetary)
    {
        Recency = Checked(recency, nameof(recency));
        Frequency = Checked(frequency, nameof(frequency));
        Monetary = Checked(monetary, nameof(monetary));
    }

    /// <summary>The recency score, highest for the most recent buyers.</summary>
    public byte Recency { get; }

    /// <summary>The frequency score, highest for buyers with most purchases.</summary>
    public byte Frequency { get; }

    /// <summary>The monetary score, highest for buyers with most revenue.</summary>
    public byte Monetary { get; }

    /// <summary>The three digits in the usual order, e.g. 553.</summary>
    public int Code => (Recency * 100) + (Frequency * 10) + Monetary;

    /// <summary>Mean of the frequency and monetary scores: the second axis of the usual two-dimensional segment grid.</summary>
    public double FrequencyMonetaryMean => (Frequency + Monetary) / 2.0;

    private static byte Checked(byte score, string name) =>
        score is >= 1 and <= 9 ? score : throw new ArgumentOutOfRangeException(name, score, "Must be 1 to 9.");
}
