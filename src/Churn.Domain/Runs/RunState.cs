namespace Churn.Domain.Runs;

/// <summary>How far a nightly run has come.</summary>
public enum RunState
{
    /// <summary>Ranges are being worked through, or all are done and the finish is on its way.</summary>
    Running,

    /// <summary>Everybody is classified, the model and the report are written.</summary>
    Finished,

    /// <summary>Re-enqueued as often as that makes sense; what is missing stands in the run's row. It still finishes if the rest arrives.</summary>
    GivenUp,
}
