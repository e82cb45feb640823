using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>The survival curve from one event day to the next.</summary>
/// <param name="Day">Day of the events, counted from each buyer's own start.</param>
/// <param name="AtRisk">Buyers still observed and without the event on that day, at least 1.</param>
/// <param name="Events">Events on that day, at least 1.</param>
/// <param name="Survival">Share without the event after that day, 0 to 1.</param>
/// <param name="StandardError">Greenwood's standard error; null once the curve has reached 0, where the formula is undefined.</param>
/// <param name="Band">Pointwise interval on the log(−log) scale, within 0 and 1; null if the standard error is null.</param>
public readonly record struct SurvivalStep(
    int Day, int AtRisk, int Events, double Survival, double? StandardError, ConfidenceInterval? Band)
{
    /// <summary>Probability of the event on this day for buyers still at risk, above 0 and at most 1.</summary>
    public double Hazard => (double)Events / AtRisk;
}
