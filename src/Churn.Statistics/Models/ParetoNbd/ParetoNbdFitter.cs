using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.Nbd;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>Fits the Pareto/NBD. If β would diverge, because the data show no dropout, the result says so and holds the NBD.</summary>
public static class ParetoNbdFitter
{
    /// <summary>Fits groups.</summary>
    public static FitResult<ParetoNbdParameters> Fit(GroupedHistories groups, FitOptions<ParetoNbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        options ??= new FitOptions<ParetoNbdParameters>();
        var rows = groups.Columns;
        var summary = HistorySummary.Of(rows);
        if (FitReport.IsTooLittle(summary, options))
        {
            return FitReport.Refused<ParetoNbdParameters>(FitReason.TooLittleData, summary, rows.Unit);
        }

        var space = SearchSpace.For(options, summary.LongestObservation, rows.Unit);
        var starts = options.Starts.IsDefaultOrEmpty ? DefaultStarts(summary, options, rows.Unit) : MultiStart.Given(options, rows.Unit);
        var (best, iterations) = MultiStart.Run(new ParetoNbdObjective(groups, summary), space, starts, options.MaximumIterations);
        var result = FitReport.Of(best, iterations, options, summary.Buyers, new Period(summary.LongestObservation, rows.Unit));
        return DropoutCheck.Apply(result, rows, summary, options);
    }

    /// <summary>Groups the rows, then fits.</summary>
    public static FitResult<ParetoNbdParameters> Fit(HistoryColumns rows, FitOptions<ParetoNbdParameters>? options = null) =>
        rows.AreValid()
            ? Fit(GroupedHistories.Of(rows), options)
            : FitReport.Refused<ParetoNbdParameters>(FitReason.InvalidData, null, rows.Unit);

    private static double[][] DefaultStarts(HistorySummary summary, FitOptions<ParetoNbdParameters> options, TimeUnit unit)
    {
        var rate = Math.Max(summary.Purchases, 0.5) / summary.Observation;
        var mean = summary.Observation / summary.Buyers;
        List<double[]> starts =
        [
            [Math.Log(0.5), Math.Log(0.3 / rate), Math.Log(0.6), Math.Log(mean / 2)],
            [Math.Log(1.0), Math.Log(0.5 / rate), Math.Log(1.5), Math.Log(3 * mean)],
        ];
        if (options.Prior is { } prior)
        {
            starts.Insert(0, MultiStart.Logs(prior.Center.In(unit)));
        }

        return [.. starts];
    }
}
