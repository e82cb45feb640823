namespace Churn.Domain.Operations;

/// <summary>
/// Probes every part of the app and keeps the result for a while. Anyone may ask for the app's health, and a thousand callers should not
/// cause a thousand times the storage requests.
/// </summary>
public sealed class HealthCheck(IEnumerable<IHealthProbe> probes, TimeProvider time) : IDisposable
{
    /// <summary>How long a result is kept.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    /// <summary>A part that does not answer within this time is down.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private HealthReport? _last;

    public async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || time.GetUtcNow() - _last.At >= Memory)
            {
                // The caller's token is not passed on: a caller that hangs up would leave "cancelled" as the result for all others.
                var parts = await Task.WhenAll(probes.Select(ProbeAsync));
                _last = new HealthReport(time.GetUtcNow(), [.. parts]);
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<PartHealth> ProbeAsync(IHealthProbe probe)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            return new PartHealth(probe.Part, await probe.FindFaultAsync(patience.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new PartHealth(probe.Part, $"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception failure)
        {
            return new PartHealth(probe.Part, failure.GetType().Name);
        }
    }
}

/// <summary>The state of all parts when they were last probed.</summary>
public sealed record HealthReport(DateTimeOffset At, IReadOnlyList<PartHealth> Parts)
{
    public bool IsUp => Parts.All(part => part.IsUp);
}

/// <summary>Probes one part that the app depends on.</summary>
public interface IHealthProbe
{
    /// <summary>The part's name, one word: <c>tables</c>, <c>queues</c>, <c>settings</c>.</summary>
    string Part { get; }

    /// <summary>
    /// Returns what is wrong with the part, without secrets and addresses; empty if nothing is wrong. It makes as few requests as possible.
    /// </summary>
    Task<string> FindFaultAsync(CancellationToken cancellationToken);
}

/// <param name="Part">The part's name; see <see cref="IHealthProbe.Part"/>.</param>
/// <param name="Fault">What is wrong with it; empty if it is up.</param>
public sealed record PartHealth(string Part, string Fault)
{
    public bool IsUp => Fault.Length == 0;
}
