using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Testing.Crashes;

namespace Churn.CrashWorker;

/// <summary>
/// Lets the process die around the sink, because Service Bus is not reached through a pipeline of Azure.Core.
/// </summary>
internal sealed class DyingSink(IEventSink inner, DeathPolicy death) : IEventSink
{
    public Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken) =>
        death.StepAsync(StorageCalls.SentEvent, () => inner.SendAsync(events, cancellationToken));
}
