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
}
