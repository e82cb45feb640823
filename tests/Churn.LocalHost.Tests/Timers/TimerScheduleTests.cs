using System.Globalization;
using Churn.LocalHost.Functions;

namespace Churn.LocalHost.Tests.Timers;

public sealed class TimerScheduleTests
{
    // The times are worked out by hand with a calendar. 2028 is a leap year, and 13 November 2026 is the next 13th that is a Friday.
    [Theory]
    [InlineData("0 0 3 * * *", "2026-05-14T03:00:00", "2026-05-15T03:00:00")]
    [InlineData("0 0 3 * * *", "2026-05-14T02:59:59.9", "2026-05-14T03:00:00")]
    [InlineData("* * * * * *", "2026-05-14T03:00:00.9", "2026-05-14T03:00:01")]
    [InlineData("0 7/20 * * * *", "2026-05-14T10:47:00", "2026-05-14T11:07:00")]
    [InlineData("0 0 9 * * Mon-Fri", "2026-05-15T09:00:00", "2026-05-18T09:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-05-14T00:00:00", "2026-11-13T00:00:00")]
    public void NextAfter_Schedule_IsTheFirstTimeStrictlyLater(string schedule, string from, string expected) =>
        Assert.Equal(Time(expected), TimerSchedule.Parse(schedule).NextAfter(Time(from)));

    [Fact]
    public void NextAfter_DayThatDoesNotExist_IsNull() =>
        Assert.Null(TimerSchedule.Parse("0 0 0 30 2 *").NextAfter(Time("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("0 3 * * *", "must contain 6 components")]
    [InlineData("60 0 3 * * *", "between 0 and 59")]
    [InlineData("0 a 3 * * *", "'a' is not a valid [Minute]")]
    [InlineData("0 0 3 * * Fri-Mon", "The range 'Fri-Mon' of the DayOfWeek field runs backwards")]
    [InlineData("0 0 1,22-2 * * *", "The range '22-2' of the Hour field runs backwards")]
    [InlineData("40-10/5 0 3 * * *", "The range '40-10' of the Second field runs backwards")]
    [InlineData("0 */0 3 * * *", "The step '0' of the Minute field is not a positive number")]
    [InlineData("0 0 3 */-2 * *", "The step '-2' of the Day field is not a positive number")]
    public void Parse_BadSchedule_SaysWhatIsWrong(string schedule, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule)).Message, StringComparison.Ordinal);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
