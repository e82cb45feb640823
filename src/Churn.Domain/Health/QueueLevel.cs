namespace Churn.Domain.Health;

/// <summary>How full a queue is.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Messages">Messages in it, about; those being worked on and those that wait included.</param>
/// <param name="Oldest">When the message at its head came; null when none can be seen.</param>
/// <param name="Poison">Messages of it that were given up, about.</param>
public sealed record QueueLevel(string Queue, int Messages, DateTimeOffset? Oldest, int Poison);
