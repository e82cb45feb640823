using Churn.Domain.Runs;

namespace Churn.Functions.Nightly;

/// <summary>A nightly run in the list of runs.</summary>
public sealed record RunSummaryView(
    DateOnly Date, string State, long BuyersRead, long BuyersChanged, string? ModelVersion, string? Rung, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Note)
{
    public static RunSummaryView Of(Run run) =>
        new(run.Date, run.State.ToString(), run.BuyersRead, run.BuyersChanged, run.ModelVersion, run.Rung?.ToString(), run.StartedAt, run.FinishedAt, run.Note);
}
