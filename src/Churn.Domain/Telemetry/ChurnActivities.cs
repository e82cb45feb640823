using System.Diagnostics;

namespace Churn.Domain.Telemetry;

/// <summary>The traces' source. A queue carries no trace by itself, so a message takes its webhook's along.</summary>
public static class ChurnActivities
{
    public const string Name = "Churn.Functions";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>What a message is to carry so that the work it causes belongs to the same trace; null when nobody traces.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Recorded: true } activity ? activity.Id : null;

    /// <summary>Begins the work on a message. Null when nobody traces.</summary>
    /// <param name="name">What is done, such as <c>order.record</c>.</param>
    /// <param name="carried">What <see cref="Current"/> was when the message was sent; anything else counts as nothing.</param>
    public static Activity? Begin(string name, string? carried) =>
        carried is not null && ActivityContext.TryParse(carried, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, ActivityKind.Consumer, parent)
            : Source.StartActivity(name, ActivityKind.Consumer);
}
