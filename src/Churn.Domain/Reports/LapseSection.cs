namespace Churn.Domain.Reports;

/// <summary>The lapse points of the buyers: the days after which a buyer counts as lapsed.</summary>
internal static class LapseSection
{
    private const int MostGroups = 50;

    internal static LapseFigures Of(ReportTally tally)
    {
        var points = tally.All(TallySection.Lapse);
        if (points.Count == 0)
        {
            return new LapseFigures(null, []);
        }

        var (least, most, buyers) = ((int)points[0].Key.A, (int)points[^1].Key.A, points.Sum(pair => pair.Value));
        long below = 0;
        var median = points.First(pair => (below += pair.Value) * 2 >= buyers).Key.A;
        var width = ((most - least) / MostGroups) + 1;
        var groups = points.GroupBy(pair => ((int)pair.Key.A - least) / width)
            .Select(group => new LapseGroup(
                least + (group.Key * width), least + (group.Key * width) + width - 1, group.Sum(pair => pair.Value)));
        return new LapseFigures((int)median, [.. groups]);
    }
}
