using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Retention by cohort of first purchase. Periods that were not observed to their last day are left out (right-censored).
/// </summary>
public sealed class CohortRetention
{
    private CohortRetention(CohortPeriod period, int lastDay, IReadOnlyList<RetentionCohort> cohorts)
    {
        Period = period;
        LastDay = lastDay;
        Cohorts = cohorts;
    }

    /// <summary>How days are divided into periods.</summary>
    public CohortPeriod Period { get; }

    /// <summary>Last observed day, inclusive.</summary>
    public int LastDay { get; }

    /// <summary>Cohorts with at least one buyer, oldest first.</summary>
    public IReadOnlyList<RetentionCohort> Cohorts { get; }

    /// <summary>Counts the cohorts.</summary>
    /// <param name="histories">All purchases. Those after <paramref name="lastDay"/> are ignored.</param>
    /// <param name="lastDay">Last observed day, inclusive, 0 to <see cref="OrderHistories.LargestDay"/>.</param>
    /// <param name="period">How days are divided into periods.</param>
    /// <param name="mostPeriods">Maximum number of periods to count after the first, 1 to 1000.</param>
    public static CohortRetention Of(OrderHistories histories, int lastDay, CohortPeriod period, int mostPeriods = 24)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfNegative(lastDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastDay, OrderHistories.LargestDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPeriods, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostPeriods, 1000);

        // The last period counts only if its last day was observed.
        var lastSeen = period.IndexOf(lastDay);
        var lastWhole = period.FirstDayOf(lastSeen + 1) == lastDay + 1 ? lastSeen : lastSeen - 1;
        var building = new SortedDictionary<int, Tally>();
        for (var buyer = 0; buyer < histories.Count; buyer++)
        {
            var days = histories[buyer];
            if (days[0] > lastDay)
            {
                continue;
            }

            var first = period.IndexOf(days[0]);
            if (!building.TryGetValue(first, out var tally))
            {
                building[first] = tally = new Tally(Math.Clamp(lastWhole - first, 0, mostPeriods));
            }

            tally.Add(days, first, period);
        }

        var cohorts = new List<RetentionCohort>(building.Count);
        foreach (var (index, tally) in building)
        {
            cohorts.Add(tally.ToCohort(index, period.FirstDayOf(index), index <= lastWhole));
        }

        return new CohortRetention(period, lastDay, cohorts);
    }

    /// <summary>
    /// Share of buyers active in a given period after their first one, over all cohorts observed for that long; null
    /// if there is no such cohort.
    /// </summary>
    /// <param name="period">Number of periods after the first purchase, 0 or more.</param>
    public Proportion? ActiveIn(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        int active = 0, size = 0;
        foreach (var cohort in Cohorts)
        {
            if (cohort.ActiveIn(period) is { } known)
            {
                active += known.Successes;
                size += known.Trials;
            }
        }

        return size == 0 ? null : new Proportion(active, size);
    }

    private sealed class Tally(int periods)
    {
        private readonly int[] _active = new int[periods];
        private readonly int[] _firstReturn = new int[periods];
        private int _size;

        internal void Add(ReadOnlySpan<int> days, int first, CohortPeriod period)
        {
            _size++;
            var last = first;
            foreach (var day in days)
            {
                var index = period.IndexOf(day);
                if (index - first > _active.Length)
                {
                    return;
                }

                if (index != last)
                {
                    _firstReturn[index - first - 1] += last == first ? 1 : 0;
                    _active[index - first - 1]++;
                    last = index;
                }
            }
        }

        internal RetentionCohort ToCohort(int index, int firstDay, bool complete)
        {
            for (var i = 1; i < _firstReturn.Length; i++)
            {
                _firstReturn[i] += _firstReturn[i - 1];
            }

            return new RetentionCohort(index, firstDay, _size, complete, _active, _firstReturn);
        }
    }
}
