using Churn.Domain.Runs;

namespace Churn.Functions.Nightly;

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
    string? Rung,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    int Tries,
    string? Note)
{
    /// <summary>With its ranges counted as far as they are done.</summary>
    public static RunView Of(Run run, IReadOnlyList<RunPart> parts) => new(
        run.Date,
        run.State.ToString(),
        run.Ranges,
        parts.Count,
        [.. RunDealer.Missing(run, parts).Select(range => $"{range.From:x2}-{range.To:x2}")],
        parts.Sum(part => (long)part.Read),
        parts.Sum(part => (long)part.Changed),
        run.ModelVersion,
        run.Rung?.ToString(),
        run.StartedAt,
        run.FinishedAt,
        run.Tries,
        run.Note);
}
