using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Scoring;

/// <summary>
/// Order histories split in two: the calibration, which a model may see, and the holdout, by which it is evaluated. Columns hold one entry
/// for each buyer first seen by the calibration end, in the sequence of the histories. Everything is in days; a model with parameters in
/// weeks must be given days divided by 7.
/// </summary>
public sealed class CalibrationHoldoutSplit
{
    private readonly int[] _buyers;
    private readonly int[] _repeats;
    private readonly int[] _lastPurchases;
    private readonly int[] _ages;
    private readonly int[] _holdout;

    private CalibrationHoldoutSplit(int capacity, int calibrationEnd, int holdoutDays)
    {
        (_buyers, _repeats, _lastPurchases) = (new int[capacity], new int[capacity], new int[capacity]);
        (_ages, _holdout) = (new int[capacity], new int[capacity]);
        CalibrationEnd = calibrationEnd;
        HoldoutDays = holdoutDays;
    }

    /// <summary>Number of buyers in the split.</summary>
    public int Count { get; private set; }

    /// <summary>Number of buyers first seen after the calibration end. They are left out, because no model could know them.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Last day of the calibration, inclusive.</summary>
    public int CalibrationEnd { get; }

    /// <summary>Length of the holdout. It starts on the day after the calibration end.</summary>
    public int HoldoutDays { get; }

    /// <summary>Days from the oldest buyer's first purchase to the calibration end.</summary>
    public int CalibrationDays { get; private set; }

    /// <summary>
    /// Whether the calibration is shorter than a year. Without a whole seasonal cycle the forecast of any model can be
    /// wrong by a factor of two.
    /// </summary>
    public bool IsShorterThanAYear => CalibrationDays < 365;

    /// <summary>Each entry's index in the histories.</summary>
    public ReadOnlySpan<int> Buyers => _buyers.AsSpan(0, Count);

    /// <summary>x: repeat purchases (purchase days − 1) in the calibration.</summary>
    public ReadOnlySpan<int> RepeatPurchases => _repeats.AsSpan(0, Count);

    /// <summary>t_x: days from first to last purchase in the calibration; 0 when x is 0.</summary>
    public ReadOnlySpan<int> LastPurchases => _lastPurchases.AsSpan(0, Count);

    /// <summary>T: days from the first purchase to the calibration end; never below t_x.</summary>
    public ReadOnlySpan<int> Ages => _ages.AsSpan(0, Count);

    /// <summary>Purchases in the holdout, which are to be predicted.</summary>
    public ReadOnlySpan<int> HoldoutPurchases => _holdout.AsSpan(0, Count);

    /// <summary>Splits the histories.</summary>
    /// <param name="histories">All purchases. Those after the holdout are ignored.</param>
    /// <param name="calibrationEnd">Last day of the calibration, inclusive, 0 to <see cref="OrderHistories.LargestDay"/>.</param>
    /// <param name="holdoutDays">Length of the holdout, at least 1 day; it must end by <see cref="OrderHistories.LargestDay"/>.</param>
    public static CalibrationHoldoutSplit Of(OrderHistories histories, int calibrationEnd, int holdoutDays)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfNegative(calibrationEnd);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(calibrationEnd, OrderHistories.LargestDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(holdoutDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(holdoutDays, OrderHistories.LargestDay - calibrationEnd);
        var split = new CalibrationHoldoutSplit(histories.Count, calibrationEnd, holdoutDays);
        for (var buyer = 0; buyer < histories.Count; buyer++)
        {
            split.Add(buyer, histories[buyer]);
        }

        return split;
    }

    private void Add(int buyer, ReadOnlySpan<int> days)
    {
        var first = days[0];
        if (first > CalibrationEnd)
        {
            LeftOut++;
            return;
        }

        var (seen, held) = (0, 0);
        foreach (var day in days)
        {
            seen += day <= CalibrationEnd ? 1 : 0;
            held += day > CalibrationEnd && day <= CalibrationEnd + HoldoutDays ? 1 : 0;
        }

        _buyers[Count] = buyer;
        _repeats[Count] = seen - 1;
        _lastPurchases[Count] = days[seen - 1] - first;
        _ages[Count] = CalibrationEnd - first;
        _holdout[Count] = held;
        CalibrationDays = Math.Max(CalibrationDays, CalibrationEnd - first);
        Count++;
    }
}
