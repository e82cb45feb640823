using System.Globalization;
using NCrontab;

namespace Churn.LocalHost.Functions;

/// <summary>
/// A timer's schedule: six fields, `second minute hour day month day-of-week`, in local time, read like in the real host. Ranges that run
/// backwards and steps of zero are refused. The library would read `22-2` as 2 to 22 and `*/0` as `*`, and the timer would run at
/// unintended times without a warning.
/// </summary>
internal sealed class TimerSchedule
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _schedule;

    private TimerSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <exception cref="FormatException">The text is not a schedule; the message says what is wrong.</exception>
    public static TimerSchedule Parse(string text)
    {
        try
        {
            var schedule = CrontabSchedule.Parse(text, SixFields);
            var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            foreach (var (kind, field) in Enum.GetValues<CrontabFieldKind>().Zip(fields))
            {
                Array.ForEach(field.Split(','), part => Check(kind, part));
            }

            return new(schedule);
        }
        catch (CrontabException exception)
        {
            throw new FormatException(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Returns the first time after the given one, or null if there is none (30 February).</summary>
    public DateTime? NextAfter(DateTime local) =>
        _schedule.GetNextOccurrence(local, DateTime.MaxValue) is var next && next < DateTime.MaxValue ? next : null;

    private static void Check(CrontabFieldKind kind, string part)
    {
        if (part.Split('/') is [_, var step]
            && !(int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0))
        {
            throw new FormatException($"The step '{step}' of the {kind} field is not a positive number");
        }

        var range = part.Split('/')[0];
        if (range.Split('-') is [var first, var last]
            && CrontabField.Parse(kind, first).GetFirst() > CrontabField.Parse(kind, last).GetFirst())
        {
            throw new FormatException($"The range '{range}' of the {kind} field runs backwards");
        }
    }
}
