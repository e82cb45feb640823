using System.Collections.Immutable;

namespace Churn.Domain.Poison;

/// <summary>What waits in one poison queue.</summary>
/// <param name="Queue">The queue whose work it is.</param>
/// <param name="Messages">How many.</param>
/// <param name="Kept">How many of them have a copy in the table.</param>
/// <param name="Alerts">The first of them, <see cref="MaxAlerts"/> at most.</param>
public sealed record PoisonReport(string Queue, int Messages, int Kept, ImmutableArray<PoisonAlert> Alerts)
{
    /// <summary>Messages told one by one; of a flood the count says more.</summary>
    public const int MaxAlerts = 100;

    public PoisonReport With(PoisonAlert alert) => this with
    {
        Messages = Messages + 1,
        Kept = Kept + (alert.Kept ? 1 : 0),
        Alerts = Alerts.Length < MaxAlerts ? Alerts.Add(alert) : Alerts,
    };
}
