namespace Churn.LocalHost.Functions;

/// <summary>What starts a function; setting names are resolved.</summary>
internal abstract record FunctionTrigger
{
    public abstract string Kind { get; }

    public abstract string Detail { get; }
}
