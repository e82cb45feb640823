using System.Globalization;
using Churn.LocalHost.Timers;

namespace Churn.LocalHost.Tests.Timers;

public sealed class NcrontabScheduleTests
{
    // Worked out by hand with a calendar: 2024 and 2028 are leap years, 2100 is none; 1 January 2026 is a Thursday.
    [Theory]
    [InlineData("0 0 3 * * *", "2026-05-14T02:59:59", "2026-05-14T03:00:00")]
    [InlineData("0 0 3 * * *", "2026-05-14T03:00:00", "2026-05-15T03:00:00")]
    [InlineData("0 0 3 * * *", "2026-12-31T03:00:00.5", "2027-01-01T03:00:00")]
    [InlineData("* * * * * *", "2026-05-14T03:00:00.9", "2026-05-14T03:00:01")]
    [InlineData("*/15 * * * * *", "2026-05-14T03:00:46", "2026-05-14T03:01:00")]
    [InlineData("0 */5 * * * *", "2026-05-14T23:56:00", "2026-05-15T00:00:00")]
    [InlineData("0 7/20 * * * *", "2026-05-14T10:08:00", "2026-05-14T10:27:00")]
    [InlineData("0 7/20 * * * *", "2026-05-14T10:47:00", "2026-05-14T11:07:00")]
    [InlineData("0 10-40/15 9 * * *", "2026-05-14T09:10:00", "2026-05-14T09:25:00")]
    [InlineData("0 10-40/15 9 * * *", "2026-05-14T09:40:00", "2026-05-15T09:10:00")]
    [InlineData("0 30 8,12,17 * * *", "2026-05-14T12:30:00", "2026-05-14T17:30:00")]
    [InlineData("30 59 23 * * *", "2026-05-14T23:59:29", "2026-05-14T23:59:30")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2096-02-29T00:00:00", "2104-02-29T00:00:00")]
    [InlineData("0 0 0 31 * *", "2026-03-31T00:00:00", "2026-05-31T00:00:00")]
    [InlineData("0 0 0 * Jan,JUL *", "2026-01-31T00:00:00", "2026-07-01T00:00:00")]
    [InlineData("0 0 9 * * Mon-Fri", "2026-05-15T09:00:00", "2026-05-18T09:00:00")]
    [InlineData("0 0 9 * * sunday", "2026-05-14T00:00:00", "2026-05-17T09:00:00")]
    [InlineData("0 0 9 * * 0", "2026-05-17T09:00:00", "2026-05-24T09:00:00")]
    [InlineData("0 0 9 * * 5,6", "2026-05-14T00:00:00", "2026-05-15T09:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-05-14T00:00:00", "2026-11-13T00:00:00")]
    [InlineData("0 0 0 1 1 4", "2026-01-01T00:00:00", "2032-01-01T00:00:00")]
    [InlineData("0 30 2 * * *", "2026-03-29T01:00:00", "2026-03-29T02:30:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    [InlineData("  0  0   12 * * * ", "2026-05-14T00:00:00", "2026-05-14T12:00:00")]
    public void NextAfter_Schedule_IsTheFirstTimeStrictlyLater(string schedule, string from, string expected) =>
        Assert.Equal(Time(expected), NcrontabSchedule.Parse(schedule).NextAfter(Time(from)));

    [Fact]
    public void NextAfter_DayThatDoesNotExist_IsNull() =>
        Assert.Null(NcrontabSchedule.Parse("0 0 0 30 2 *").NextAfter(Time("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("0 3 * * *", "five fields")]
    [InlineData("0 0 3 * * * *", "7 fields")]
    [InlineData("", "0 fields")]
    [InlineData("60 0 3 * * *", "60 is outside 0 to 59, the values of the second field")]
    [InlineData("0 0 24 * * *", "24 is outside 0 to 23, the values of the hour field")]
    [InlineData("0 0 3 0 * *", "0 is outside 1 to 31, the values of the day field")]
    [InlineData("0 0 3 * 13 *", "13 is outside 1 to 12, the values of the month field")]
    [InlineData("0 0 3 * * 7", "7 is outside 0 to 6, the values of the day-of-week field")]
    [InlineData("0 0 3 * * Fri-Mon", "runs backwards")]
    [InlineData("0 */0 3 * * *", "the step '0' of the minute field")]
    [InlineData("0 a 3 * * *", "'a' is not a value of the minute field")]
    [InlineData("0 0 3 * Foo *", "'Foo' is not a value of the month field")]
    [InlineData("0 1,,2 3 * * *", "'' is not a value of the minute field")]
    [InlineData("0 -1 3 * * *", "is not a value of the minute field")]
    public void Parse_BadSchedule_SaysWhatIsWrong(string schedule, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => NcrontabSchedule.Parse(schedule)).Message, StringComparison.Ordinal);

    [Fact]
    public void NextAfter_RandomSchedules_EqualsASearchSecondBySecond()
    {
        var random = new Random(20260514);
        for (var trial = 0; trial < 40; trial++)
        {
            var minute = random.Next(60);
            var hours = new[] { random.Next(24), random.Next(24) };
            var weekday = random.Next(7);
            var text = $"{random.Next(60)} {minute} {hours[0]},{hours[1]} * * {weekday}";
            var from = Time("2026-01-01T00:00:00").AddSeconds(random.Next(86400 * 365));

            var expected = from;
            var second = int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
            do
            {
                expected = expected.AddSeconds(1);
            }
            while (expected.Second != second || expected.Minute != minute || !hours.Contains(expected.Hour) || (int)expected.DayOfWeek != weekday);

            Assert.True(expected == NcrontabSchedule.Parse(text).NextAfter(from), $"seed 20260514, trial {trial}: '{text}' after {from:s} is {expected:s}");
        }
    }

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
