using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>
/// Retention by month of first purchase, computed from merged counts. <see cref="Churn.Statistics.Descriptive.CohortRetention"/> computes
/// the same from whole histories.
/// </summary>
internal static class CohortSection
{
    /// <summary>The most months after the first that are shown.</summary>
    internal const int MostPeriods = 24;

    internal static IReadOnlyList<CohortFigures> Of(ReportTally tally)
    {
        var lastWhole = ReportMonth.Of(tally.AsOf.AddDays(1)) - 1;
        return
        [
            .. tally.All(TallySection.Active).Where(pair => pair.Key.A == pair.Key.B)
                .Select(pair => Cohort(tally, (int)pair.Key.A, pair.Value, lastWhole)),
        ];
    }

    internal static IReadOnlyList<CohortAverage> Average(IReadOnlyList<CohortFigures> cohorts)
    {
        var averages = new List<CohortAverage>();
        for (var period = 1; period <= MostPeriods; period++)
        {
            var known = cohorts.Where(cohort => cohort.Active.Count >= period).ToList();
            var share = new Proportion((int)known.Sum(cohort => cohort.Active[period - 1]), (int)known.Sum(cohort => cohort.Size));
            if (WilsonInterval.For(share) is { } interval)
            {
                averages.Add(new CohortAverage(period, share.Successes, share.Trials, share.Rate!.Value, interval.Lower, interval.Upper));
            }
        }

        return averages;
    }

    private static CohortFigures Cohort(ReportTally tally, int month, long size, int lastWhole)
    {
        var periods = Math.Clamp(lastWhole - month, 0, MostPeriods);
        var active = new long[periods];
        var returned = new long[periods];
        var soFar = 0L;
        for (var i = 0; i < periods; i++)
        {
            active[i] = tally[TallySection.Active, month, month + i + 1];
            returned[i] = soFar += tally[TallySection.Returned, month, month + i + 1];
        }

        return new CohortFigures(ReportMonth.FirstDay(month), size, month <= lastWhole, active, returned);
    }
}
