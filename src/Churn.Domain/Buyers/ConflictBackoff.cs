using System.Security.Cryptography;
using System.Text;

namespace Churn.Domain.Buyers;

/// <summary>
/// How long a writer that lost races for a buyer's row waits before it tries again. If sixteen writers retry immediately, one of them wins
/// each time, and one in sixty orders loses sixty-four times in a row. With growing waits a few tries are enough.
/// </summary>
/// <param name="time">The clock that measures the waits; null for no waits, in tests.</param>
public sealed class ConflictBackoff(TimeProvider? time)
{
    /// <summary>
    /// Lost races after which a writer gives up. Each lost race means that another writer won; with waits in between, so
    /// many in a row point to a fault.
    /// </summary>
    public const int MaxConflicts = 64;

    /// <summary>The longest wait after the second lost race. Each further loss doubles it.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest wait after any lost race.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>A backoff that never waits.</summary>
    public static ConflictBackoff None { get; } = new(null);

    /// <summary>
    /// Returns the wait after a number of lost races: zero after the first, then a time between zero and a bound that doubles. The time is
    /// drawn by a hash of the order's id, so that competing orders wait differently and one order always waits alike.
    /// </summary>
    /// <param name="lost">Races lost so far, at least 1.</param>
    public static TimeSpan Wait(string order, int lost)
    {
        if (lost < 2)
        {
            return TimeSpan.Zero;
        }

        var bound = Math.Min(Longest.Ticks, First.Ticks << Math.Min(lost - 2, 16));
        var draw = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{order} {lost}")));
        return TimeSpan.FromTicks((long)(bound * (draw / (double)uint.MaxValue)));
    }

    /// <summary>Waits for the time that <see cref="Wait"/> returns.</summary>
    public Task WaitAsync(string order, int lost, CancellationToken cancellationToken) =>
        time is null || Wait(order, lost) is not { Ticks: > 0 } wait ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
}
