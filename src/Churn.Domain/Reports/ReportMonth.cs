namespace Churn.Domain.Reports;

/// <summary>A buyer's purchases of one calendar month, the shop's.</summary>
/// <param name="Month">Year times twelve plus the month, January being 0.</param>
/// <param name="Days">Purchase days, 1 or more.</param>
/// <param name="Orders">Purchases, 1 or more.</param>
/// <param name="NetValue">In the shop's currency, minor units.</param>
public readonly record struct ReportMonth(int Month, int Days, int Orders, long NetValue)
{
    /// <summary>The number of a day's month.</summary>
    public static int Of(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>The first day of a month.</summary>
    public static DateOnly FirstDay(int month) => new(month / 12, (month % 12) + 1, 1);
}
