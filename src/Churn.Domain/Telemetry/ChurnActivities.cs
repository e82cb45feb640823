using System.Diagnostics;

namespace Churn.Domain.Telemetry;

/// <summary>The source of traces. A queue carries no trace context by itself, so messages carry that of their webhook.</summary>
public static class ChurnActivities
{
    public const string Name = "Churn.Functions";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// The trace context for a message, so that its work belongs to the current trace; null if the current work is not traced.
    /// </summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Recorded: true } activity ? activity.Id : null;

    /// <summary>Starts the activity for the work on a message. Returns null if there is no listener for traces.</summary>
    /// <param name="name">The work, e.g. <c>order.record</c>.</param>
    /// <param name="carried">The value of <see cref="Current"/> when the message was sent. Any other text is ignored.</param>
    public static Activity? Begin(string name, string? carried) =>
        carried is not null && ActivityContext.TryParse(carried, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, ActivityKind.Consumer, parent)
            : Source.StartActivity(name, ActivityKind.Consumer);
}
