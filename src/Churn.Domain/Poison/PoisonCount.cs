namespace Churn.Domain.Poison;

/// <summary>How many messages of a queue wait for an operator.</summary>
/// <param name="Queue">The queue whose work they are.</param>
/// <param name="Waiting">In its poison queue, about.</param>
/// <param name="Kept">In the table; one that is about to expire is in both.</param>
public sealed record PoisonCount(string Queue, int Waiting, int Kept);
