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

    /// <summary>Show a shop's report.</summary>
    Report,

    /// <summary>List a shop's offers.</summary>
    Offers,

    /// <summary>Say why a buyer bears their labels.</summary>
    Explain,
}
