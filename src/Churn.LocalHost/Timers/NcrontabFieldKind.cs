namespace Churn.LocalHost.Timers;

/// <summary>The name and the values of a field; Names begins at First.</summary>
internal sealed record NcrontabFieldKind(string Name, int First, int Last, params string[] Names)
{
    public static NcrontabFieldKind Second { get; } = new("second", 0, 59);

    public static NcrontabFieldKind Minute { get; } = new("minute", 0, 59);

    public static NcrontabFieldKind Hour { get; } = new("hour", 0, 23);

    public static NcrontabFieldKind Day { get; } = new("day", 1, 31);

    public static NcrontabFieldKind Month { get; } = new(
        "month", 1, 12,
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December");

    public static NcrontabFieldKind DayOfWeek { get; } = new(
        "day-of-week", 0, 6, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
}
