using System.Diagnostics.Metrics;
using Churn.Domain.Telemetry;

namespace Churn.Testing;

/// <summary>
/// Metrics for tests that do not look at them. All tests share one meter factory: a meter stays known to the process, and each listener
/// looks through all of them, so thousands of scenarios with meters of their own would slow each other down.
/// </summary>
public sealed class UnheardMetrics : IMeterFactory
{
    private readonly Meter _meter = new(ChurnMetrics.Name);

    private UnheardMetrics()
    {
    }

    public static ChurnMetrics Metrics { get; } = new(new UnheardMetrics());

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
