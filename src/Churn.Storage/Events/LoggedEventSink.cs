using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace Churn.Storage.Events;

/// <summary>
/// Sends events to all sinks of this app, one after another. If one sink does not take them, they are later sent to all sinks again, under
/// the same ids.
/// </summary>
public sealed partial class LoggedEventSink(IReadOnlyList<IEventSink> sinks, ILogger<LoggedEventSink> logger) : IEventSink
{
    public async Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        using var activity = ChurnActivities.Begin("events.publish", null)?.SetTag("churn.events", events.Count);
        foreach (var sink in sinks)
        {
            try
            {
                await sink.SendAsync(events, cancellationToken);
            }
            catch (EventsNotTakenException failure)
            {
                activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
                Log.NotTaken(logger, events.Count, failure.Message);
                throw;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Events} events could not be published and wait in their buyers' rows. {Reason}")]
        public static partial void NotTaken(ILogger logger, int events, string reason);
    }
}
