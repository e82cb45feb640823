using System.Reflection;

namespace Churn.LocalHost.Functions;

internal sealed record FunctionDescriptor(string Name, MethodInfo Method, ParameterInfo TriggerParameter, FunctionTrigger Trigger);

/// <summary>The trigger of a function, with setting names resolved.</summary>
internal abstract record FunctionTrigger
{
    public abstract string Kind { get; }

    public abstract string Detail { get; }
}

/// <summary>An HTTP trigger. An empty list of methods means every method.</summary>
internal sealed record HttpFunctionTrigger(string Route, IReadOnlyList<string> Methods) : FunctionTrigger
{
    public override string Kind => "http";

    public override string Detail => $"{(Methods.Count == 0 ? "*" : string.Join(',', Methods))} {Route}";
}

internal sealed record QueueFunctionTrigger(string QueueName, string Connection) : FunctionTrigger
{
    public override string Kind => "queue";

    public override string Detail => QueueName;
}

internal sealed record TimerFunctionTrigger(string ScheduleText, TimerSchedule Schedule, bool RunOnStartup) : FunctionTrigger
{
    public override string Kind => "timer";

    public override string Detail => ScheduleText;
}
