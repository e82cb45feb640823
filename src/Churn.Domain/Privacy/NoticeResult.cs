namespace Churn.Domain.Privacy;

/// <summary>What became of a notice, for the log.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Id">By which an operator finds what it left; null: nothing.</param>
public sealed record NoticeResult(NoticeOutcome Outcome, string? Id = null)
{
    /// <summary>What an erasure came to.</summary>
    public ErasureResult Erased { get; init; }

    /// <summary>Why it was not done, in one sentence; empty when it was.</summary>
    public string Reason { get; init; } = "";
}
