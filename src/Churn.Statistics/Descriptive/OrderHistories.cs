namespace Churn.Statistics.Descriptive;

/// <summary>
/// The purchase days of many buyers in one flat array, distinct and ascending for each buyer. Orders of one day are one purchase.
/// </summary>
public sealed class OrderHistories
{
    /// <summary>The largest day number, that of <see cref="DateOnly.MaxValue"/>.</summary>
    public static readonly int LargestDay = DateOnly.MaxValue.DayNumber;

    private readonly int[] _starts;
    private readonly int[] _days;

    private OrderHistories(int[] starts, int[] days)
    {
        _starts = starts;
        _days = days;
    }

    /// <summary>Number of buyers. Each has at least one purchase day.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Number of purchases (distinct days of a buyer) of all buyers.</summary>
    public int PurchaseCount => _starts[^1];

    /// <summary>A buyer's purchase days, distinct and ascending; never empty.</summary>
    /// <param name="buyer">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<int> this[int buyer] => _days.AsSpan(_starts[buyer], _starts[buyer + 1] - _starts[buyer]);

    /// <summary>Builds histories from one array of order days for each buyer.</summary>
    /// <param name="buyers">
    /// Each buyer's order days in any order, same-day orders included: day numbers in the shop's time zone as
    /// <see cref="DateOnly.DayNumber"/> counts them, 0 to <see cref="LargestDay"/>; at least one for each buyer. Orders that do not
    /// count (cancelled, fully refunded, zero value, test) must be left out beforehand.
    /// </param>
    public static OrderHistories From(IReadOnlyList<int[]> buyers)
    {
        ArgumentNullException.ThrowIfNull(buyers);
        var starts = new int[buyers.Count + 1];
        for (var i = 0; i < buyers.Count; i++)
        {
            if (buyers[i] is not { Length: > 0 } days)
            {
                throw new ArgumentException($"Buyer {i} has no orders.", nameof(buyers));
            }

            starts[i + 1] = checked(starts[i] + days.Length);
        }

        var all = new int[starts[^1]];
        for (var i = 0; i < buyers.Count; i++)
        {
            buyers[i].CopyTo(all, starts[i]);
        }

        return Normalized(starts, all, nameof(buyers));
    }

    /// <summary>Builds histories from rows, one for each order, in any order.</summary>
    /// <param name="buyers">Each row's buyer, 0 to <paramref name="buyerCount"/> − 1; every buyer has at least one row.</param>
    /// <param name="days">Each row's day number, 0 to <see cref="LargestDay"/>; as many as <paramref name="buyers"/>.</param>
    /// <param name="buyerCount">How many buyers there are, 0 or more.</param>
    public static OrderHistories FromRows(ReadOnlySpan<int> buyers, ReadOnlySpan<int> days, int buyerCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(buyerCount);
        if (buyers.Length != days.Length)
        {
            throw new ArgumentException($"There are {days.Length} days for {buyers.Length} rows.", nameof(days));
        }

        var starts = new int[buyerCount + 1];
        foreach (var buyer in buyers)
        {
            if ((uint)buyer >= (uint)buyerCount)
            {
                throw new ArgumentOutOfRangeException(nameof(buyers), buyer, $"Must be 0 to {buyerCount - 1}.");
            }

            starts[buyer + 1]++;
        }

        for (var i = 0; i < buyerCount; i++)
        {
            if (starts[i + 1] == 0)
            {
                throw new ArgumentException($"Buyer {i} has no orders.", nameof(buyers));
            }

            starts[i + 1] += starts[i];
        }

        var next = starts.AsSpan(0, buyerCount).ToArray();
        var all = new int[days.Length];
        for (var row = 0; row < days.Length; row++)
        {
            all[next[buyers[row]]++] = days[row];
        }

        return Normalized(starts, all, nameof(days));
    }

    private static OrderHistories Normalized(int[] starts, int[] all, string name)
    {
        var written = 0;
        for (var buyer = 0; buyer < starts.Length - 1; buyer++)
        {
            var days = all.AsSpan(starts[buyer], starts[buyer + 1] - starts[buyer]);
            days.Sort();
            if (days[0] < 0 || days[^1] > LargestDay)
            {
                throw new ArgumentOutOfRangeException(name, $"Buyer {buyer} has a day outside 0 to {LargestDay}.");
            }

            // Compacts in place. The write position never passes the read position.
            starts[buyer] = written;
            var last = -1;
            foreach (var day in days)
            {
                if (day != last)
                {
                    all[written++] = last = day;
                }
            }
        }

        starts[^1] = written;
        return new OrderHistories(starts, all);
    }
}
