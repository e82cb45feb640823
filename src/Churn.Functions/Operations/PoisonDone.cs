namespace Churn.Functions.Operations;

/// <summary>How many messages were retried or dropped.</summary>
public sealed record PoisonDone(string Queue, int Messages);
