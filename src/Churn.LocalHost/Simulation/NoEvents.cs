using Churn.Domain.Events;

namespace Churn.LocalHost.Simulation;

/// <summary>What is simulated is told to nobody.</summary>
internal sealed class NoEvents : IEventSink
{
    public Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;
}
