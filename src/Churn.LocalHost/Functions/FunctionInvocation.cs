using Microsoft.AspNetCore.Http;

namespace Churn.LocalHost.Functions;

/// <summary>One run of a function: what goes into the trigger's parameter, and the values that other parameters take by name.</summary>
internal sealed record FunctionInvocation(FunctionDescriptor Function, object? TriggerValue)
{
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = new Dictionary<string, object?>();

    public HttpContext? Http { get; init; }
}
