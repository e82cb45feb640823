using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>The buyers with their first purchase in one period, and how many of them bought in later periods.</summary>
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

    /// <summary>The index of the cohort's period; see <see cref="CohortPeriod.IndexOf"/>.</summary>
    public int Index { get; }

    /// <summary>First day of that period.</summary>
    public int FirstDay { get; }

    /// <summary>Number of buyers in the cohort, at least 1.</summary>
    public int Size { get; }

    /// <summary>Whether the cohort's own period was over at the last observed day. If not, the cohort is still growing.</summary>
    public bool IsComplete { get; }

    /// <summary>Number of later periods that were observed to their last day. Periods after these are unknown, not 0.</summary>
    public int ObservedPeriods => _active.Length;

    /// <summary>
    /// Cohort retention: buyers of the cohort with a purchase <em>in</em> a given period after their first one; null if that
    /// period was not observed to its end.
    /// </summary>
    /// <param name="period">0 or more; 0 is the cohort's own period, in which all buyers bought.</param>
    public Proportion? ActiveIn(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        return period == 0 ? Whole() : period <= _active.Length ? new Proportion(_active[period - 1], Size) : null;
    }

    /// <summary>
    /// Buyers of the cohort with a purchase in any later period <em>up to</em> a given one. It differs from <see cref="ActiveIn"/> and is
    /// never below it. Null if that period was not observed to its end.
    /// </summary>
    /// <param name="period">1 or more.</param>
    public Proportion? ReturnedBy(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return period <= _returned.Length ? new Proportion(_returned[period - 1], Size) : null;
    }

    private Proportion? Whole() => IsComplete ? new Proportion(Size, Size) : null;
}
