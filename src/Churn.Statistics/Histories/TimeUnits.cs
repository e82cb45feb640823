namespace Churn.Statistics.Histories;

/// <summary>Conversions between units of time.</summary>
public static class TimeUnits
{
    /// <summary>Returns how many <paramref name="to"/> are one <paramref name="from"/>: 7 from weeks to days.</summary>
    public static double Factor(TimeUnit from, TimeUnit to) => InDays(from) / InDays(to);

    internal static double PerYear(TimeUnit unit) => 365 / InDays(unit);

    private static double InDays(TimeUnit unit) => unit switch
    {
        TimeUnit.Days => 1,
        TimeUnit.Weeks => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit of time."),
    };
}

/// <summary>
/// The unit of every time in a history, a parameter or an answer. Mixing units unnoticed is the most common mistake with these models.
/// </summary>
public enum TimeUnit
{
    /// <summary>Days.</summary>
    Days = 0,

    /// <summary>Weeks of seven days.</summary>
    Weeks = 1,
}
