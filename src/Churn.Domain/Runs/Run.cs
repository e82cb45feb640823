using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>The nightly run of one shop for one business date.</summary>
public sealed record Run
{
    public required ShopId Shop { get; init; }

    /// <summary>The day (the shop's) that everybody is classified for.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Ranges that the shop's buckets are dealt out in, 1 to 256, a power of two.</summary>
    public required int Ranges { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public RunState State { get; init; }

    /// <summary>When all missing ranges were last put on the queue; null: whoever inserted the row crashed before.</summary>
    public DateTimeOffset? DealtAt { get; init; }

    /// <summary>How often the recovery had to put something on a queue again.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Buyers read by the ranges; 0 until the run has finished.</summary>
    public long BuyersRead { get; init; }

    /// <summary>Rows that changed; 0 until the run has finished.</summary>
    public long BuyersChanged { get; init; }

    /// <summary>The model that the run learned; null until it has finished.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The rung that it reached; null until it has finished.</summary>
    public Rung? Rung { get; init; }

    /// <summary>One sentence for a person: what is missing, or why the model stands on its rung.</summary>
    public string? Note { get; init; }

    /// <summary>The store's mark of the row that was read.</summary>
    public string? ETag { get; init; }
}
