namespace Churn.Domain.Shops;

/// <summary>Computes which business date's run is due, also where the clocks of the shop's time zone change.</summary>
public static class BusinessDates
{
    /// <summary>
    /// The latest date whose run time has come. Every instant belongs to one date, and a date's run time is one instant, so each date comes
    /// due exactly once. If the clocks skip the run time, it is the first instant after the gap; if they show it twice, it is the first of
    /// the two.
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

        // In every zone, gaps have begun and ended on whole minutes since 1972.
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
