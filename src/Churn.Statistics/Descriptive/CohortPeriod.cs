namespace Churn.Statistics.Descriptive;

/// <summary>How days are divided into periods: a fixed number of days, or calendar months.</summary>
public readonly record struct CohortPeriod
{
    private readonly int _length;

    private CohortPeriod(int length, bool months)
    {
        _length = length;
        IsMonths = months;
    }

    /// <summary>One calendar month; also the default value.</summary>
    public static CohortPeriod Month { get; } = new(1, true);

    /// <summary>Three calendar months, from January.</summary>
    public static CohortPeriod Quarter { get; } = new(3, true);

    /// <summary>Length in days, or in months when <see cref="IsMonths"/>.</summary>
    public int Length => Math.Max(1, _length);

    /// <summary>Whether periods are calendar months.</summary>
    public bool IsMonths { get => field || _length == 0; }

    /// <summary>Returns periods of a fixed number of days, counted from day number 0 (a Monday, so that 7 gives calendar weeks).</summary>
    /// <param name="length">1 to 3660 days.</param>
    public static CohortPeriod Days(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 3660);
        return new CohortPeriod(length, false);
    }

    /// <summary>Returns the index of the period that contains a day. Indexes ascend with time.</summary>
    /// <param name="day">Day number, 0 to <see cref="OrderHistories.LargestDay"/>.</param>
    public int IndexOf(int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, OrderHistories.LargestDay);
        if (!IsMonths)
        {
            return day / Length;
        }

        var date = DateOnly.FromDayNumber(day);
        return ((date.Year * 12) + date.Month - 1) / Length;
    }

    /// <summary>
    /// Returns the first day of a period. For the period after the last possible one it returns the day after
    /// <see cref="OrderHistories.LargestDay"/>.
    /// </summary>
    /// <param name="index">An index that <see cref="IndexOf"/> returned.</param>
    public int FirstDayOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!IsMonths)
        {
            return (int)Math.Min((long)index * Length, OrderHistories.LargestDay + 1L);
        }

        var months = (long)index * Length;
        return months < 12 ? 0
            : months / 12 > DateOnly.MaxValue.Year ? OrderHistories.LargestDay + 1
            : new DateOnly((int)(months / 12), (int)(months % 12) + 1, 1).DayNumber;
    }
}
