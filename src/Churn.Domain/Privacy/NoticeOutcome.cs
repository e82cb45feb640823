namespace Churn.Domain.Privacy;

/// <summary>What became of a notice.</summary>
public enum NoticeOutcome
{
    /// <summary>It was done, or there was nothing left to do.</summary>
    Done,

    /// <summary>What is held of the person lies ready under the result's id.</summary>
    Exported,
}
