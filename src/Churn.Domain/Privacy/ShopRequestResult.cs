namespace Churn.Domain.Privacy;

/// <summary>What was done with a shop request, for the log.</summary>
/// <param name="Id">The id under which an operator finds what the shop request left; null if it left nothing.</param>
public sealed record ShopRequestResult(ShopRequestOutcome Outcome, string? Id = null)
{
    /// <summary>What an erasure removed.</summary>
    public ErasureResult Erased { get; init; }

    /// <summary>Why the shop request was not done, in one sentence; empty if it was done.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What an erasure removed; all zero if there was nothing left to erase.</summary>
/// <param name="Buyers">Buyers who had something to erase.</param>
/// <param name="Orders">Orders erased.</param>
/// <param name="Offers">Offers erased.</param>
/// <param name="Messages">Given-up messages thrown away.</param>
/// <param name="Events">Events taken back from the queue that other programs read.</param>
public readonly record struct ErasureResult(int Buyers, int Orders, int Offers, int Messages, int Events = 0);

/// <summary>What was done with a shop request.</summary>
public enum ShopRequestOutcome
{
    /// <summary>It was done, or there was nothing left to do.</summary>
    Done,

    /// <summary>The export of the person's data lies ready under the result's id.</summary>
    Exported,

    /// <summary>The work was divided into further shop requests.</summary>
    Begun,

    /// <summary>The shop request is tried again later.</summary>
    Waiting,

    /// <summary>The shop request waits for an operator under the result's id.</summary>
    Parked,

    /// <summary>The shop request was left undone on purpose.</summary>
    LeftAlone,
}
