namespace Churn.LocalHost.Functions;

internal sealed record QueueFunctionTrigger(string QueueName, string Connection) : FunctionTrigger
{
    public override string Kind => "queue";

    public override string Detail => QueueName;
}
