namespace Churn.LocalHost.Timers;

/// <summary>
/// A schedule of six fields, `second minute hour day month day-of-week`, in local clock time. As in Azure Functions, and unlike cron,
/// a day must satisfy both the day and the day-of-week field.
/// </summary>
internal sealed class NcrontabSchedule
{
    // 29 February on a given weekday comes every 28 years, and 40 years apart around a century without a leap day.
    private const int SearchYears = 48;

    private readonly NcrontabField _second;
    private readonly NcrontabField _minute;
    private readonly NcrontabField _hour;
    private readonly NcrontabField _day;
    private readonly NcrontabField _month;
    private readonly NcrontabField _dayOfWeek;

    private NcrontabSchedule(string[] fields)
    {
        _second = NcrontabField.Parse(fields[0], NcrontabFieldKind.Second);
        _minute = NcrontabField.Parse(fields[1], NcrontabFieldKind.Minute);
        _hour = NcrontabField.Parse(fields[2], NcrontabFieldKind.Hour);
        _day = NcrontabField.Parse(fields[3], NcrontabFieldKind.Day);
        _month = NcrontabField.Parse(fields[4], NcrontabFieldKind.Month);
        _dayOfWeek = NcrontabField.Parse(fields[5], NcrontabFieldKind.DayOfWeek);
    }

    /// <summary>Throws FormatException that says what is wrong.</summary>
    public static NcrontabSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch
        {
            6 => new(fields),
            5 => throw new FormatException($"'{text}' has five fields; a schedule has six, beginning with the second"),
            var count => throw new FormatException($"'{text}' has {count} fields; a schedule has six"),
        };
    }

    /// <summary>The first time after the given one, or null when there is none (30 February).</summary>
    public DateTime? NextAfter(DateTime local)
    {
        // Rounding down first, so that 10:00:00.5 is followed by 10:00:01 and not by 10:00:00.
        var from = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        var last = from.Year + SearchYears;
        for (var day = from.Date; day.Year <= last && day < DateTime.MaxValue.Date; day = day.AddDays(1))
        {
            if (!_month.Has(day.Month))
            {
                // The loop's own step then enters the next month.
                day = day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - day.Day);
                continue;
            }

            if (!_day.Has(day.Day) || !_dayOfWeek.Has((int)day.DayOfWeek))
                continue;
            if (TimeOfDay(day == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time)
                return day + time;
        }

        return null;
    }

    private TimeSpan? TimeOfDay(TimeSpan from)
    {
        for (var hour = _hour.From(from.Hours); hour is { } h; hour = _hour.From(h + 1))
        {
            var laterHour = h > from.Hours;
            for (var minute = _minute.From(laterHour ? 0 : from.Minutes); minute is { } m; minute = _minute.From(m + 1))
            {
                var laterMinute = laterHour || m > from.Minutes;
                if (_second.From(laterMinute ? 0 : from.Seconds) is { } s)
                    return new TimeSpan(h, m, s);
            }
        }

        return null;
    }
}
