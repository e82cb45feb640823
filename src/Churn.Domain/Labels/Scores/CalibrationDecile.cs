using Churn.Statistics.Scoring;

namespace Churn.Domain.Labels.Scores;

/// <summary>A tenth of the buyers that the model was evaluated on, grouped by forecast, with what they did.</summary>
/// <param name="Decile">1 (least likely to order) to 10. Equal forecasts stay together, so a decile can be missing.</param>
/// <param name="Predicted">Mean forecast of an order in the holdout, 0 to 1.</param>
/// <param name="Observed">Share of the buyers that ordered, 0 to 1.</param>
/// <param name="Ordered">Number of buyers that ordered.</param>
/// <param name="Buyers">Number of buyers, at least 1.</param>
/// <param name="Low">Lower limit of the 95 % Wilson interval of the share.</param>
/// <param name="High">Upper limit of the interval.</param>
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
