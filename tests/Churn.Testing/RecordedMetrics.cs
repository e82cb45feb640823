using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Churn.Domain.Telemetry;

namespace Churn.Testing;

/// <summary>A meter factory of its own, and all that was measured with it. Measurements of other tests stay out.</summary>
public sealed class RecordedMetrics : IMeterFactory
{
    private readonly Meter _meter;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();

    public RecordedMetrics()
    {
        _meter = new Meter(new MeterOptions(ChurnMetrics.Name) { Scope = this });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter))
            {
                Instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        Metrics = new ChurnMetrics(this);
    }

    public ChurnMetrics Metrics { get; }

    public ConcurrentQueue<Instrument> Instruments { get; } = new();

    /// <summary>Returns every measurement of that name in sequence: its value, and its tags as <c>a=1 b=2</c>.</summary>
    public IReadOnlyList<(double Value, string Tags)> Of(string name) =>
        [.. _measured.Where(measured => measured.Name == name).Select(measured => (measured.Value, measured.Tags))];

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
