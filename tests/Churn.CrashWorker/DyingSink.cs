using Churn.Domain.Events;
using Churn.TestSupport.Crashes;

namespace Churn.CrashWorker;

/// <summary>Service Bus is reached by no pipeline of Azure.Core: death comes around the sink.</summary>
internal sealed class DyingSink(IEventSink inner, DeathPolicy death) : IEventSink
{
    public Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken) =>
        death.StepAsync(StorageCalls.SentEvent, () => inner.SendAsync(events, cancellationToken));
}
