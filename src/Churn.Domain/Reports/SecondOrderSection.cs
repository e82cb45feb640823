using Churn.Statistics.Descriptive;

namespace Churn.Domain.Reports;

/// <summary>When buyers come back for the first time, and when to act.</summary>
internal static class SecondOrderSection
{
    private const int LastDay = 364;

    /// <summary>
    /// The fewest second orders of a week that may be called the best; with fewer, one more or less buyer could change it.
    /// </summary>
    private const int LeastEvents = 10;

    internal static SecondOrderFigures Of(ReportTally tally)
    {
        var curve = Curve(tally);
        var weeks = new List<HazardWindow>();
        for (var day = 1; day <= LastDay; day += 7)
        {
            if (curve.Hazard(day, day + 6) is { } hazard)
            {
                weeks.Add(new HazardWindow(
                    day, day + 6, hazard.Events, hazard.BuyerDays, hazard.PerDay, hazard.Interval.Lower, hazard.Interval.Upper));
            }
        }

        var best = weeks.Where(week => week.Events >= LeastEvents).MaxBy(week => week.PerDay);
        var points = new List<SurvivalPoint>();
        foreach (var step in curve.Steps)
        {
            if (step.Day <= LastDay + 1)
            {
                points.Add(new SurvivalPoint(step.Day, step.AtRisk, step.Events, step.Survival, step.Band?.Lower, step.Band?.Upper));
            }
        }

        return new SecondOrderFigures(
            curve.Count, curve.Events, curve.MedianDay, best, best is null ? null : best.FromDay - 1, points, weeks);
    }

    private static KaplanMeier Curve(ReportTally tally)
    {
        var counts = tally.All(TallySection.Second);
        var days = new int[counts.Sum(pair => pair.Value)];
        var observed = new bool[days.Length];
        var next = 0;
        foreach (var (key, buyers) in counts)
        {
            days.AsSpan(next, (int)buyers).Fill((int)key.A);
            observed.AsSpan(next, (int)buyers).Fill(key.B == 1);
            next += (int)buyers;
        }

        return KaplanMeier.Estimate(days, observed);
    }
}
