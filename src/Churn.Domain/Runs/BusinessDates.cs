using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>Which business date's run is due, whatever the clocks of the shop's time zone do.</summary>
public static class BusinessDates
{
    /// <summary>
    /// The latest date whose run time has come. Every instant belongs to one date and a date's run time is one instant, so that a date comes due once, also
    /// where the clocks skip its run time (then at the first instant after the gap) or show it twice (then the first time).
    /// </summary>
    public static DateOnly Due(Shop shop, DateTimeOffset now)
    {
        var today = shop.DayOf(now);
        return now >= RunTime(shop, today) ? today : today.AddDays(-1);
    }

    /// <summary>The instant of a date's run.</summary>
    public static DateTimeOffset RunTime(Shop shop, DateOnly date)
    {
        var local = date.ToDateTime(shop.NightlyAt, DateTimeKind.Unspecified);

        // Gaps begin and end on whole minutes in every zone since 1972.
        while (shop.TimeZone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = shop.TimeZone.IsAmbiguousTime(local)
            ? shop.TimeZone.GetAmbiguousTimeOffsets(local).Max()
            : shop.TimeZone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
