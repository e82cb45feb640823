using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.Nbd;

/// <summary>Fits the NBD by the likelihood of the purchase times. (That of the counts alone differs by x! and T^x.)</summary>
public static class NbdFitter
{
    /// <summary>Fits groups.</summary>
    public static FitResult<NbdParameters> Fit(GroupedHistories groups, FitOptions<NbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Fit(groups.Columns, options);
    }

    /// <summary>Fits rows without copying them.</summary>
    public static FitResult<NbdParameters> Fit(HistoryColumns rows, FitOptions<NbdParameters>? options = null)
    {
        if (!rows.AreValid())
        {
            return FitReport.Refused<NbdParameters>(FitReason.InvalidData, null, rows.Unit);
        }

        return Fit(rows, HistorySummary.Of(rows), options ?? new FitOptions<NbdParameters>());
    }

    internal static FitResult<NbdParameters> Fit(HistoryColumns rows, HistorySummary summary, FitOptions<NbdParameters> options)
    {
        if (FitReport.IsTooLittle(summary, options))
        {
            return FitReport.Refused<NbdParameters>(FitReason.TooLittleData, summary, rows.Unit);
        }

        var space = SearchSpace.For(options, summary.LongestObservation, rows.Unit);
        var starts = options.Starts.IsDefaultOrEmpty
            ? DefaultStarts(summary)
            : MultiStart.Given(options, rows.Unit);
        var (best, iterations) = MultiStart.Run(new NbdObjective(rows, summary), space, starts, options.MaximumIterations);
        return FitReport.Of(best, iterations, options, summary.Buyers, new Period(summary.LongestObservation, rows.Unit));
    }

    /// <summary>
    /// Returns one starting point at the observed mean rate, which is enough because the likelihood has a single maximum.
    /// </summary>
    private static double[][] DefaultStarts(HistorySummary summary)
    {
        var rate = Math.Max(summary.Purchases, 0.5) / summary.Observation;
        return [[Math.Log(0.5), Math.Log(0.5 / rate)]];
    }
}
