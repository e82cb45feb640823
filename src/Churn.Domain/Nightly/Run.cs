using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>The nightly run of one shop for one business date.</summary>
public sealed record Run
{
    public required ShopId Shop { get; init; }

    /// <summary>The day (the shop's) for which all buyers are classified.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The number of ranges that the shop's buckets are divided into, 1 to 256, a power of two.</summary>
    public required int Ranges { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public RunState State { get; init; }

    /// <summary>
    /// When all missing ranges were last put on the queue; null if the worker that inserted the row crashed before that.
    /// </summary>
    public DateTimeOffset? DealtAt { get; init; }

    /// <summary>How often the recovery put something back on a queue.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Buyers that the ranges read; 0 until the run has finished.</summary>
    public long BuyersRead { get; init; }

    /// <summary>Rows that changed; 0 until the run has finished.</summary>
    public long BuyersChanged { get; init; }

    /// <summary>The model that the run learned; null until it has finished.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The model's tier; null until the run has finished.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>One sentence for people: what is missing, or why the model stands on its tier.</summary>
    public string? Note { get; init; }

    /// <summary>The store's mark of the row that was read.</summary>
    public string? ETag { get; init; }
}

/// <summary>
/// A range that is done. The first worker to report it counts; what it found is kept beside it until the run has finished.
/// </summary>
/// <param name="From">First bucket.</param>
/// <param name="To">Last bucket, inclusive.</param>
/// <param name="Read">Buyers read.</param>
/// <param name="Changed">Rows changed.</param>
/// <param name="Content">Names the findings: their SHA-256, the first 32 hex digits.</param>
public sealed record RunPart(int From, int To, int Read, int Changed, DateTimeOffset DoneAt, string Content);

/// <summary>How far a nightly run has come.</summary>
public enum RunState
{
    /// <summary>Ranges are being handled, or all are done and the finish is on its way.</summary>
    Running,

    /// <summary>All buyers are classified, and the model and the report are written.</summary>
    Finished,

    /// <summary>
    /// The recovery has put it back as often as that makes sense; the run's row says what is missing. It still finishes if the rest
    /// arrives.
    /// </summary>
    GivenUp,
}
