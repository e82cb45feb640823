using Churn.Statistics.Scoring;

namespace Churn.Domain.Scores;

/// <summary>A tenth of the buyers that the model was judged on, by how likely it held an order, and what they did.</summary>
/// <param name="Decile">1 (least likely) to 10; equal forecasts stay together, so one can be missing.</param>
/// <param name="Predicted">Mean forecast of an order in the holdout, 0 to 1.</param>
/// <param name="Observed">Share that ordered, 0 to 1.</param>
/// <param name="Ordered">How many that were.</param>
/// <param name="Buyers">Out of how many, 1 or more.</param>
/// <param name="Low">Lower limit of the 95 % Wilson interval of the share.</param>
/// <param name="High">Upper limit.</param>
public sealed record CalibrationDecile(int Decile, double Predicted, double Observed, int Ordered, int Buyers, double Low, double High)
{
    public static CalibrationDecile Of(CalibrationGroup group) => new(
        group.Decile,
        group.MeanProbability,
        (double)group.Ordered.Successes / group.Ordered.Trials,
        group.Ordered.Successes,
        group.Ordered.Trials,
        group.Interval.Lower,
        group.Interval.Upper);
}
