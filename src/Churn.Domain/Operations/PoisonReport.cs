using System.Collections.Immutable;

namespace Churn.Domain.Operations;

/// <summary>The contents of one poison queue.</summary>
/// <param name="Queue">The queue that the messages come from.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="Kept">Number of messages with a copy in the table.</param>
/// <param name="Alerts">The first messages, at most <see cref="MaxAlerts"/>.</param>
public sealed record PoisonReport(string Queue, int Messages, int Kept, ImmutableArray<PoisonAlert> Alerts)
{
    /// <summary>Maximum number of messages listed one by one. All others are only counted.</summary>
    public const int MaxAlerts = 100;

    public PoisonReport With(PoisonAlert alert) => this with
    {
        Messages = Messages + 1,
        Kept = Kept + (alert.Kept ? 1 : 0),
        Alerts = Alerts.Length < MaxAlerts ? Alerts.Add(alert) : Alerts,
    };
}

/// <summary>A message in a poison queue.</summary>
/// <param name="Id">The message's id in the storage queue.</param>
/// <param name="Age">The time since the message was given up.</param>
/// <param name="Kept">Whether the table holds a copy, so that the message cannot be lost.</param>
public readonly record struct PoisonAlert(string Id, TimeSpan Age, bool Kept);
