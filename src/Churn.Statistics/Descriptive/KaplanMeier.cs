using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Survival curve of right-censored days: E. L. Kaplan and P. Meier (1958), Journal of the American Statistical Association 53, 457–481;
/// variance of M. Greenwood (1926); band on the log(−log) scale, which stays within 0 and 1: J. D. Kalbfleisch and R. L. Prentice,
/// The Statistical Analysis of Failure Time Data (2nd ed. 2002), section 1.4.
/// </summary>
public sealed class KaplanMeier
{
    private readonly SurvivalStep[] _steps;
    private readonly int[] _durations;
    private readonly long[] _durationSums;
    private readonly int[] _eventSums;

    private KaplanMeier(SurvivalStep[] steps, int[] durations, long[] durationSums, int[] eventSums, double level)
    {
        _steps = steps;
        _durations = durations;
        _durationSums = durationSums;
        _eventSums = eventSums;
        Level = level;
    }

    /// <summary>Number of buyers behind the curve.</summary>
    public int Count => _durations.Length;

    /// <summary>Number of buyers that had the event.</summary>
    public int Events => _eventSums[^1];

    /// <summary>Level of the band.</summary>
    public double Level { get; }

    /// <summary>The curve's steps, by ascending day. Before the first step the curve is 1.</summary>
    public ReadOnlySpan<SurvivalStep> Steps => _steps;

    /// <summary>
    /// First day on which at most half of the buyers are without the event; null if the curve does not fall that far,
    /// as usual for second purchases.
    /// </summary>
    public int? MedianDay
    {
        get
        {
            var index = Array.FindIndex(_steps, step => step.Survival <= 0.5 + 1e-12);
            return index < 0 ? null : _steps[index].Day;
        }
    }

    /// <summary>Last day on which a buyer was observed. The curve says nothing about later days. Null without buyers.</summary>
    public int? LastDay => _durations.Length == 0 ? null : _durations[^1];

    /// <summary>
    /// Estimates the curve of days from first to second purchase. Buyers without a second purchase by the last day are censored there.
    /// </summary>
    /// <param name="histories">All purchases; buyers first seen after <paramref name="lastDay"/> are left out.</param>
    /// <param name="lastDay">Last observed day, inclusive.</param>
    /// <param name="level">Two-sided level of the band, above 0 and below 1.</param>
    public static KaplanMeier ToSecondPurchase(OrderHistories histories, int lastDay, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var packed = new long[histories.Count];
        var count = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            var days = histories[i];
            if (days[0] <= lastDay)
            {
                var returned = days.Length > 1 && days[1] <= lastDay;
                packed[count++] = Pack(returned ? days[1] - days[0] : lastDay - days[0], returned);
            }
        }

        return Build(packed.AsSpan(0, count), level);
    }

    /// <summary>Estimates the curve of any durations.</summary>
    /// <param name="days">0 or more; an event on day 0 is possible.</param>
    /// <param name="observed">
    /// Whether the event was seen on that day (true) or observation ended with it (false); as many as <paramref name="days"/>.
    /// </param>
    /// <param name="level">Two-sided level of the band, above 0 and below 1.</param>
    public static KaplanMeier Estimate(ReadOnlySpan<int> days, ReadOnlySpan<bool> observed, double level = 0.95)
    {
        ArgumentChecks.SameLength(days.Length, observed.Length, nameof(observed));
        var packed = new long[days.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(days[i], nameof(days));
            packed[i] = Pack(days[i], observed[i]);
        }

        return Build(packed, level);
    }

    /// <summary>
    /// Share of buyers without the event after a day, 0 to 1; null after <see cref="LastDay"/>, because no buyer was observed
    /// then (unless all had the event).
    /// </summary>
    /// <param name="day">0 or more.</param>
    public double? SurvivalAfter(int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        if (LastDay is not { } last)
        {
            return null;
        }

        var index = StepAt(day);
        var survival = index < 0 ? 1 : _steps[index].Survival;
        return day <= last || survival == 0 ? survival : null;
    }

    /// <summary>
    /// Probability of the event on a day of an inclusive range, for buyers that reach it: events per buyer-day at risk, with a
    /// Wilson interval; null if no buyer was at risk. A single day gives the raw hazard. A week or a month evens out the
    /// weekdays and has a narrower interval.
    /// </summary>
    /// <param name="fromDay">0 or more.</param>
    /// <param name="toDay">At least <paramref name="fromDay"/>.</param>
    public DailyHazard? Hazard(int fromDay, int toDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(toDay, fromDay);
        var (before, upTo) = (FirstAtLeast(fromDay), FirstAtLeast(toDay + 1L));

        // Buyers that leave within the range are at risk up to their own day, all others for the whole range.
        var days = _durationSums[upTo] - _durationSums[before] - ((long)(upTo - before) * (fromDay - 1L))
            + ((long)(_durations.Length - upTo) * (toDay - fromDay + 1L));
        var events = _eventSums[upTo] - _eventSums[before];
        return days == 0 ? null : new DailyHazard(fromDay, toDay, events, days, Level);
    }

    private static long Pack(int day, bool observed) => ((long)day << 1) | (observed ? 0L : 1L);

    private static KaplanMeier Build(Span<long> packed, double level)
    {
        var z = NormalQuantile.TwoSided(level);
        packed.Sort();
        var (durations, sums, events) = (new int[packed.Length], new long[packed.Length + 1], new int[packed.Length + 1]);
        for (var i = 0; i < packed.Length; i++)
        {
            durations[i] = (int)(packed[i] >> 1);
            sums[i + 1] = sums[i] + durations[i];
            events[i + 1] = events[i] + ((packed[i] & 1) == 0 ? 1 : 0);
        }

        return new KaplanMeier(StepsOf(durations, events, z, level), durations, sums, events, level);
    }

    private static SurvivalStep[] StepsOf(int[] durations, int[] events, double z, double level)
    {
        var steps = new List<SurvivalStep>();
        double survival = 1, greenwood = 0;
        for (int start = 0, end; start < durations.Length; start = end)
        {
            for (end = start + 1; end < durations.Length && durations[end] == durations[start]; end++)
            {
            }

            var died = events[end] - events[start];
            if (died == 0)
            {
                continue;
            }

            var atRisk = durations.Length - start;
            survival *= (double)(atRisk - died) / atRisk;
            greenwood += died == atRisk ? 0 : died / ((double)atRisk * (atRisk - died));
            steps.Add(new SurvivalStep(
                durations[start],
                atRisk,
                died,
                survival,
                survival > 0 ? survival * Math.Sqrt(greenwood) : null,
                survival > 0 ? Band(survival, greenwood, z, level) : null));
        }

        return [.. steps];
    }

    private static ConfidenceInterval Band(double survival, double greenwood, double z, double level)
    {
        var log = Math.Log(survival);
        var spread = Math.Exp(z * Math.Sqrt(greenwood) / Math.Abs(log));
        return new ConfidenceInterval(Math.Exp(log * spread), Math.Exp(log / spread), level);
    }

    private int StepAt(int day)
    {
        int low = 0, high = _steps.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].Day <= day ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private int FirstAtLeast(long day)
    {
        int low = 0, high = _durations.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _durations[middle] < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
