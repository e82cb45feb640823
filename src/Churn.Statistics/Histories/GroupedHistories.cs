namespace Churn.Statistics.Histories;

/// <summary>
/// Buyers grouped by equal (x, tx, T). The groups hold all that a fit needs, and their number is bounded for any number of buyers.
/// </summary>
/// <remarks>
/// Groups of parts of a shop merge, in any sequence and on any machine, to the groups of the whole shop. The log-likelihood of the groups
/// equals that of the buyers. The class is not thread-safe: give each worker its own groups and merge them.
/// </remarks>
public sealed class GroupedHistories(TimeUnit unit)
{
    private const int SmallestTable = 64;

    private int[] _slots = new int[SmallestTable];
    private int[] _x = new int[SmallestTable / 2];
    private double[] _tx = new double[SmallestTable / 2];
    private double[] _observed = new double[SmallestTable / 2];
    private double[] _weights = new double[SmallestTable / 2];

    /// <summary>The unit of all times.</summary>
    public TimeUnit Unit { get; } = unit;

    /// <summary>Number of distinct histories.</summary>
    public int Count { get; private set; }

    /// <summary>Number of buyers, the sum of the weights.</summary>
    public double Buyers { get; private set; }

    /// <summary>
    /// Σ weight·Σ ln(gap between consecutive purchases). Only the regularity of gaps (k of the CNBD) needs it. NaN if a
    /// repeat buyer was added without it.
    /// </summary>
    public double LogGapSum { get; private set; }

    /// <summary>The groups as columns, valid until the next change.</summary>
    public HistoryColumns Columns =>
        new(_x.AsSpan(0, Count), _tx.AsSpan(0, Count), _observed.AsSpan(0, Count), _weights.AsSpan(0, Count), Unit);

    /// <summary>Groups rows. Throws <see cref="ArgumentException"/> on an impossible row.</summary>
    public static GroupedHistories Of(HistoryColumns rows)
    {
        if (!rows.AreValid())
        {
            throw new ArgumentException("The rows hold an impossible history; see PurchaseHistory.IsValid.", nameof(rows));
        }

        var groups = new GroupedHistories(rows.Unit);
        for (var i = 0; i < rows.Length; i++)
        {
            groups.AddValid(rows.X[i], rows.Tx[i], rows.T[i], rows.WeightOf(i));
            groups.LogGapSum = rows.X[i] > 0 ? double.NaN : groups.LogGapSum;
        }

        return groups;
    }

    /// <summary>Adds a buyer, or several equal ones.</summary>
    /// <param name="history">The history. It is converted to <see cref="Unit"/> if it is in another unit.</param>
    /// <param name="weight">Number of buyers, positive.</param>
    /// <param name="logGapSum">
    /// Σ ln gap over the buyer's gaps, in the history's unit; NaN if not known. It is ignored for one-time buyers.
    /// </param>
    public void Add(PurchaseHistory history, double weight = 1, double logGapSum = double.NaN)
    {
        ThrowIfBadWeight(weight);
        var converted = history.In(Unit);
        AddValid(converted.X, converted.Tx, converted.T, weight);
        if (history.X > 0)
        {
            LogGapSum += weight * (logGapSum + (history.X * Math.Log(TimeUnits.Factor(history.Unit, Unit))));
        }
    }

    /// <summary>Adds all groups of another set, which must have the same unit.</summary>
    public void Merge(GroupedHistories other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Unit != Unit)
        {
            throw new ArgumentException("Groups in different units of time cannot be merged.", nameof(other));
        }

        var (count, logGapSum) = (other.Count, other.LogGapSum);
        for (var i = 0; i < count; i++)
        {
            AddValid(other._x[i], other._tx[i], other._observed[i], other._weights[i]);
        }

        LogGapSum += logGapSum;
    }

    private static void ThrowIfBadWeight(double weight)
    {
        if (!(weight > 0 && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight must be positive and finite.");
        }
    }

    private void AddValid(int x, double tx, double observed, double weight)
    {
        Buyers += weight;
        var mask = _slots.Length - 1;
        for (var slot = Hash(x, tx, observed) & mask; ; slot = (slot + 1) & mask)
        {
            var row = _slots[slot] - 1;
            if (row < 0)
            {
                Append(slot, x, tx, observed, weight);
                return;
            }

            if (_x[row] == x && _tx[row] == tx && _observed[row] == observed)
            {
                _weights[row] += weight;
                return;
            }
        }
    }

    private void Append(int slot, int x, double tx, double observed, double weight)
    {
        var row = Count++;
        _slots[slot] = row + 1;
        (_x[row], _tx[row], _observed[row], _weights[row]) = (x, tx, observed, weight);
        if (Count < _x.Length)
        {
            return;
        }

        var capacity = _x.Length * 2;
        Array.Resize(ref _x, capacity);
        Array.Resize(ref _tx, capacity);
        Array.Resize(ref _observed, capacity);
        Array.Resize(ref _weights, capacity);
        _slots = new int[capacity * 2];
        for (var i = 0; i < Count; i++)
        {
            var free = Hash(_x[i], _tx[i], _observed[i]) & (_slots.Length - 1);
            while (_slots[free] != 0)
            {
                free = (free + 1) & (_slots.Length - 1);
            }

            _slots[free] = i + 1;
        }
    }

    /// <summary>
    /// Fibonacci hashing by 2^64/φ and two further odd constants. It spreads whole days, which differ in only a few bits of a double.
    /// </summary>
    private static int Hash(int x, double tx, double observed)
    {
        var bits = (BitConverter.DoubleToUInt64Bits(tx + 0.0) * 0x9E3779B97F4A7C15UL)
            ^ (ulong.RotateRight(BitConverter.DoubleToUInt64Bits(observed + 0.0), 23) * 0xC2B2AE3D27D4EB4FUL)
            ^ ((ulong)x * 0x165667B19E3779F9UL);
        return (int)((bits * 0x9E3779B97F4A7C15UL) >> 34);
    }
}
