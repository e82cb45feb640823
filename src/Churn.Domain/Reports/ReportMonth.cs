namespace Churn.Domain.Reports;

/// <summary>A buyer's purchases in one calendar month of the shop.</summary>
/// <param name="Month">Year times twelve plus the month, where January is 0.</param>
/// <param name="Days">Purchase days, 1 or more.</param>
/// <param name="Orders">Purchases, 1 or more.</param>
/// <param name="NetValue">Minor units of the shop's currency.</param>
public readonly record struct ReportMonth(int Month, int Days, int Orders, long NetValue)
{
    /// <summary>The number of the month that a day lies in, as in <see cref="Month"/>.</summary>
    public static int Of(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>The first day of a month.</summary>
    public static DateOnly FirstDay(int month) => new(month / 12, (month % 12) + 1, 1);
}
