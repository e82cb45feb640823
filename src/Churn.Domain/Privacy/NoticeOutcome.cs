namespace Churn.Domain.Privacy;

/// <summary>What became of a notice.</summary>
public enum NoticeOutcome
{
    /// <summary>It was done, or there was nothing left to do.</summary>
    Done,

    /// <summary>What is held of the person lies ready under the result's id.</summary>
    Exported,

    /// <summary>The work was dealt out in further notices.</summary>
    Begun,

    /// <summary>It is tried again later.</summary>
    Waiting,

    /// <summary>It waits for an operator under the result's id.</summary>
    Parked,

    /// <summary>It was not done, on purpose.</summary>
    LeftAlone,
}
