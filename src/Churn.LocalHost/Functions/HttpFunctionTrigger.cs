namespace Churn.LocalHost.Functions;

/// <summary>No methods means every method.</summary>
internal sealed record HttpFunctionTrigger(string Route, IReadOnlyList<string> Methods) : FunctionTrigger
{
    public override string Kind => "http";

    public override string Detail => $"{(Methods.Count == 0 ? "*" : string.Join(',', Methods))} {Route}";
}
