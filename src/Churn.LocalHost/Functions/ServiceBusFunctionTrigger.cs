namespace Churn.LocalHost.Functions;

/// <summary>A queue of Service Bus with sessions.</summary>
internal sealed record ServiceBusFunctionTrigger(string QueueName, string Connection) : FunctionTrigger
{
    public override string Kind => "servicebus";

    public override string Detail => QueueName;
}
