using Churn.Statistics.Uplift;

namespace Churn.Statistics.Scoring;

/// <summary>Buyers with neighbouring predictions, and what they did.</summary>
/// <param name="Decile">1 (least likely) to 10 (most likely).</param>
/// <param name="MeanProbability">Mean predicted probability, 0 to 1.</param>
/// <param name="Ordered">Buyers that ordered, out of the group.</param>
/// <param name="Interval">Wilson interval of the share that ordered.</param>
public readonly record struct CalibrationGroup(int Decile, double MeanProbability, Proportion Ordered, ConfidenceInterval Interval)
{
    /// <summary>Whether the mean prediction lies within the interval of the actual share.</summary>
    public bool Agrees => Interval.Contains(MeanProbability);
}
