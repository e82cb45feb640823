namespace Churn.Benchmarks.Nightly;

/// <summary>
/// The most memory that the process held, sampled ten times a second: the runtime's heap after collections, and the working set above that
/// at the start.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _start;
    private readonly Timer _timer;
    private long _heap;
    private long _working;

    internal PeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _start = Environment.WorkingSet;
        _timer = new Timer(_ => Sample(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    /// <summary>The largest working set minus that at the start, in bytes.</summary>
    internal long Working => _working - _start;

    /// <summary>The largest managed heap, in bytes.</summary>
    internal long Heap => _heap;

    public void Dispose()
    {
        _timer.Dispose();
        Sample();
    }

    private void Sample()
    {
        _heap = Math.Max(_heap, GC.GetTotalMemory(forceFullCollection: false));
        _working = Math.Max(_working, Environment.WorkingSet);
    }
}
