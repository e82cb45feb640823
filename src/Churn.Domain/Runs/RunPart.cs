namespace Churn.Domain.Runs;

/// <summary>A range that is done. The first to say so is believed; what it found is kept beside it until the run has finished.</summary>
/// <param name="From">First bucket.</param>
/// <param name="To">Last bucket, inclusive.</param>
/// <param name="Read">Buyers read.</param>
/// <param name="Changed">Rows changed.</param>
/// <param name="DoneAt">When.</param>
/// <param name="Content">Names what was found: the SHA-256 of it, 32 hex digits.</param>
public sealed record RunPart(int From, int To, int Read, int Changed, DateTimeOffset DoneAt, string Content);
