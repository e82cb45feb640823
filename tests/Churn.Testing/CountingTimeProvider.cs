using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing;

/// <summary>
/// A fake clock that also keeps the timers made on it. A test that works beside another thread waits for the next timer before it moves the
/// clock, so that the other thread is waiting by then.
/// </summary>
public sealed class CountingTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private ImmutableList<TimeSpan> _timers = [];

    /// <summary>How long each timer was to wait when it was made; infinite if that was set later.</summary>
    public IReadOnlyList<TimeSpan> Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        ImmutableInterlocked.Update(ref _timers, timers => timers.Add(dueTime));
        return timer;
    }

    /// <summary>Waits, half a minute at most, until that many timers have been made.</summary>
    public void WaitForTimers(int count)
    {
        if (!SpinWait.SpinUntil(() => Timers.Count >= count, TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException($"{Timers.Count} timers were made, not {count}.");
        }
    }
}
