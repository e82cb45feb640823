using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport;

/// <summary>
/// A fake clock that also counts the timers made on it. A test that works beside another thread waits for the count to rise
/// before it moves the clock, so that the other thread has begun to wait by then.
/// </summary>
public sealed class CountingTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        return timer;
    }

    /// <summary>Waits, half a minute at most, until so many timers have been made.</summary>
    public void WaitForTimers(int count)
    {
        if (!SpinWait.SpinUntil(() => Timers >= count, TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException($"{Timers} timers were made, not {count}.");
        }
    }
}
