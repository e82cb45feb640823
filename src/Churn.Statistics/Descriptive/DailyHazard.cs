using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>Events per buyer-day at risk in a range of days.</summary>
public readonly record struct DailyHazard
{
    internal DailyHazard(int fromDay, int toDay, int events, long buyerDays, double level)
    {
        FromDay = fromDay;
        ToDay = toDay;
        Events = events;
        BuyerDays = buyerDays;
        var (lower, upper) = WilsonInterval.Limits(events, buyerDays, NormalQuantile.TwoSided(level));
        Interval = new ConfidenceInterval(lower, upper, level);
    }

    /// <summary>First day of the range, inclusive.</summary>
    public int FromDay { get; }

    /// <summary>Last day of the range, inclusive.</summary>
    public int ToDay { get; }

    /// <summary>Events in the range.</summary>
    public int Events { get; }

    /// <summary>Days at risk, summed over buyers; at least 1.</summary>
    public long BuyerDays { get; }

    /// <summary>Mean probability of the event on one day, 0 to 1.</summary>
    public double PerDay => BuyerDays == 0 ? 0 : (double)Events / BuyerDays;

    /// <summary>Wilson interval of <see cref="PerDay"/>.</summary>
    public ConfidenceInterval Interval { get; }
}
