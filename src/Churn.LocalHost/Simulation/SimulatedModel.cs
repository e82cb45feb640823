using Churn.Domain.Scores;
using Churn.Statistics.Scoring;

namespace Churn.LocalHost.Simulation;

/// <summary>A shop's model and its scorecard: each criterion beside the baseline that knows only how long ago the last order was.</summary>
internal sealed record SimulatedModel(string Version, string Rung, string Why, string? Choice, int? HoldoutDays, IReadOnlyList<ScorecardCriterion> Criteria)
{
    public static SimulatedModel Of(ShopModel model) => new(
        model.Version, model.Rung.ToString(), model.Why, model.Scorecard?.Choice.ToString(), model.Scorecard?.HoldoutDays, model.Scorecard is { } card ? [.. card.Criteria] : []);
}
