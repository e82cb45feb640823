using System.Globalization;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Shops;

public sealed class BusinessDatesTests
{
    [Theory]
    [InlineData("Europe/Berlin", "03:00", "2026-05-14", "2026-05-14T01:00:00Z")]
    [InlineData("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29T01:00:00Z")] // The time from 02:00 to 03:00 does not exist.
    [InlineData("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30:00Z")] // 02:30 comes twice.
    [InlineData("America/New_York", "00:00", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:30:00Z")] // Half an hour is skipped.
    [InlineData("Africa/Cairo", "00:00", "2026-04-24", "2026-04-23T22:00:00Z")] // Midnight does not exist.
    [InlineData("UTC", "23:59", "2026-05-14", "2026-05-14T23:59:00Z")]
    public void RunTime_AlsoWhereTheClocksChange_IsOneInstant(string zone, string at, string date, string expected)
    {
        var nightly = TimeOnly.Parse(at, CultureInfo.InvariantCulture);
        var shop = AShop.Named("clocks", options => (options.TimeZone, options.NightlyAt) = (zone, nightly));

        Assert.Equal(Instant(expected), BusinessDates.RunTime(shop, DateOnly.Parse(date, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "03:00")]
    [InlineData("Europe/Berlin", "02:30")]
    [InlineData("Australia/Lord_Howe", "02:15")]
    [InlineData("Africa/Cairo", "00:00")]
    [InlineData("America/Los_Angeles", "23:45")]
    public void Due_EveryQuarterOfAnHourOfAYear_ReachesEachDateOnceAndInOrder(string zone, string at)
    {
        var nightly = TimeOnly.Parse(at, CultureInfo.InvariantCulture);
        var shop = AShop.Named("year", options => (options.TimeZone, options.NightlyAt) = (zone, nightly));
        var started = new List<DateOnly>();
        for (var now = Instant("2026-01-01T12:00:00Z"); now < Instant("2027-01-01T12:00:00Z"); now = now.AddMinutes(15))
        {
            var due = BusinessDates.Due(shop, now);
            if (started.Count == 0 || started[^1] != due)
            {
                started.Add(due);
            }
        }

        Assert.Equal(Enumerable.Range(0, started.Count).Select(day => started[0].AddDays(day)), started);
        Assert.Equal(366, started.Count);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
