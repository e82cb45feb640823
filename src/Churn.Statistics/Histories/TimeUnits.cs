namespace Churn.Statistics.Histories;

/// <summary>Conversions between units of time.</summary>
public static class TimeUnits
{
    /// <summary>How many of <paramref name="to"/> one <paramref name="from"/> is: 7 from weeks to days.</summary>
    public static double Factor(TimeUnit from, TimeUnit to) => InDays(from) / InDays(to);

    internal static double PerYear(TimeUnit unit) => 365 / InDays(unit);

    private static double InDays(TimeUnit unit) => unit switch
    {
        TimeUnit.Days => 1,
        TimeUnit.Weeks => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit of time."),
    };
}
