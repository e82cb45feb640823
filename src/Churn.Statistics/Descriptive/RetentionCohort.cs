using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>The buyers whose first purchase fell into one period, and what became of them.</summary>
public sealed class RetentionCohort
{
    private readonly int[] _active;
    private readonly int[] _returned;

    internal RetentionCohort(int index, int firstDay, int size, bool complete, int[] active, int[] returned)
    {
        Index = index;
        FirstDay = firstDay;
        Size = size;
        IsComplete = complete;
        _active = active;
        _returned = returned;
    }

    /// <summary>The cohort's period.</summary>
    public int Index { get; }

    /// <summary>First day of that period.</summary>
    public int FirstDay { get; }

    /// <summary>Buyers in the cohort, at least 1.</summary>
    public int Size { get; }

    /// <summary>Whether the cohort's own period was over at the last observed day; if not, it is still growing.</summary>
    public bool IsComplete { get; }

    /// <summary>How many later periods were observed to their last day; later ones are unknown, not 0.</summary>
    public int ObservedPeriods => _active.Length;

    /// <summary>
    /// Cohort retention: buyers of the cohort with a purchase <em>in</em> the period-th period after their first; null when that
    /// period was not observed to its end.
    /// </summary>
    /// <param name="period">0 or more; 0 is the cohort's own period, in which everybody bought.</param>
    public Proportion? ActiveIn(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        return period == 0 ? Whole() : period <= _active.Length ? new Proportion(_active[period - 1], Size) : null;
    }

    /// <summary>
    /// Buyers of the cohort with a purchase in any later period <em>up to</em> this one: another number than <see cref="ActiveIn"/>, and
    /// never below it. Null when that period was not observed to its end.
    /// </summary>
    /// <param name="period">1 or more.</param>
    public Proportion? ReturnedBy(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return period <= _returned.Length ? new Proportion(_returned[period - 1], Size) : null;
    }

    private Proportion? Whole() => IsComplete ? new Proportion(Size, Size) : null;
}
