namespace Churn.Domain.Health;

/// <summary>
/// Looks at every part, and remembers what it saw for a while: anybody may ask for an app's health, and a thousand askers are not to cost a
/// thousand times the storage requests.
/// </summary>
public sealed class HealthCheck(IEnumerable<IHealthProbe> probes, TimeProvider time) : IDisposable
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    /// <summary>A part that has not answered by then is down.</summary>
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
                // Not the asker's token: one who hangs up would leave "cancelled" as the answer for all others.
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
