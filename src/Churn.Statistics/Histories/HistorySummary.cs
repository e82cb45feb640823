namespace Churn.Statistics.Histories;

/// <summary>The totals that a fitter needs before it fits.</summary>
internal sealed class HistorySummary
{
    private HistorySummary()
    {
    }

    internal double Buyers { get; private set; }

    internal double RepeatBuyers { get; private set; }

    internal double Purchases { get; private set; }

    internal double Observation { get; private set; }

    internal double LongestObservation { get; private set; }

    internal Dictionary<int, double> WeightByCount { get; } = [];

    internal static HistorySummary Of(HistoryColumns rows)
    {
        var summary = new HistorySummary();
        Span<double> small = stackalloc double[256];
        small.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            var weight = rows.WeightOf(i);
            var x = rows.X[i];
            summary.Observation += weight * rows.T[i];
            summary.LongestObservation = Math.Max(summary.LongestObservation, rows.T[i]);
            if (x < small.Length)
            {
                small[x] += weight;
            }
            else
            {
                summary.WeightByCount[x] = summary.WeightByCount.GetValueOrDefault(x) + weight;
            }
        }

        for (var x = 0; x < small.Length; x++)
        {
            if (small[x] > 0)
            {
                summary.WeightByCount[x] = small[x];
            }
        }

        foreach (var (x, weight) in summary.WeightByCount)
        {
            summary.Buyers += weight;
            summary.Purchases += x * weight;
            summary.RepeatBuyers += x > 0 ? weight : 0;
        }

        return summary;
    }
}
