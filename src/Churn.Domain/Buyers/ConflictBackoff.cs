using System.Security.Cryptography;
using System.Text;

namespace Churn.Domain.Buyers;

/// <summary>
/// How long a writer who lost races for a buyer's row waits before trying again. Sixteen writers who retry at once let one of them through each
/// time, and one in sixty orders then loses sixty-four times in a row; spread over ever longer times, a few tries do.
/// </summary>
/// <param name="time">The clock that waits go by; null: tests that do not wait.</param>
public sealed class ConflictBackoff(TimeProvider? time)
{
    /// <summary>Each lost race means that another writer won. With waits between them, so many in a row mean something else.</summary>
    public const int MaxConflicts = 64;

    /// <summary>The most that the second lost race can cost; each further one doubles it.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);

    /// <summary>The most that any can.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Without waits.</summary>
    public static ConflictBackoff None { get; } = new(null);

    /// <summary>
    /// The wait after so many races lost: nothing after the first, then anything up to a bound that doubles, drawn by a hash, so that the orders that
    /// race each other wait differently and one order always waits alike.
    /// </summary>
    /// <param name="order">The order's id.</param>
    /// <param name="lost">Races lost so far, 1 or more.</param>
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

    /// <summary>Waits that long.</summary>
    public Task WaitAsync(string order, int lost, CancellationToken cancellationToken) =>
        time is null || Wait(order, lost) is not { Ticks: > 0 } wait ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
}
