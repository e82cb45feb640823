using System.Diagnostics.Metrics;
using Churn.Domain.Telemetry;

namespace Churn.TestSupport;

/// <summary>
/// For whoever measures and is not asked. One for all: a meter stays known to the process and each listener looks through all of them, so that
/// thousands of scenarios with metrics of their own slow each other down.
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
