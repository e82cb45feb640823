namespace Churn.LocalHost.CommandLine;

public enum CommandKind
{
    Serve,
    Demo,
    Replay,
    Rebuild,
    Poison,
    Status,
    ProveErased,

    /// <summary>Take a shop's history from a file.</summary>
    Import,

    /// <summary>Play a file of orders through a shop in simulated time.</summary>
    Simulate,

    /// <summary>Show or change a shop's policy.</summary>
    Policy,

    /// <summary>Take answers to NPS and CSAT questions from a file.</summary>
    Feedback,
}
