using Churn.Domain.Nightly;

namespace Churn.Functions.Api.Nightly;

/// <summary>A nightly run as the API shows it.</summary>
public sealed record RunView(
    DateOnly Date,
    string State,
    int Ranges,
    int RangesDone,
    IReadOnlyList<string> Missing,
    long BuyersRead,
    long BuyersChanged,
    string? ModelVersion,
    string? Tier,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    int Tries,
    string? Note)
{
    /// <summary>Builds the view. The counts cover the ranges that are done.</summary>
    public static RunView Of(Run run, IReadOnlyList<RunPart> parts) => new(
        run.Date,
        run.State.ToString(),
        run.Ranges,
        parts.Count,
        [.. RunScheduler.Missing(run, parts).Select(range => $"{range.From:x2}-{range.To:x2}")],
        parts.Sum(part => (long)part.Read),
        parts.Sum(part => (long)part.Changed),
        run.ModelVersion,
        run.Tier?.ToString(),
        run.StartedAt,
        run.FinishedAt,
        run.Tries,
        run.Note);
}

/// <summary>A nightly run in the list of runs.</summary>
public sealed record RunSummaryView(
    DateOnly Date, string State, long BuyersRead, long BuyersChanged, string? ModelVersion, string? Tier,
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Note)
{
    public static RunSummaryView Of(Run run) => new(
        run.Date, run.State.ToString(), run.BuyersRead, run.BuyersChanged, run.ModelVersion, run.Tier?.ToString(),
        run.StartedAt, run.FinishedAt, run.Note);
}
