using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.Nbd;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>The fit that BG/NBD and MBG/NBD share.</summary>
internal static class BetaGeometricFit
{
    /// <summary>
    /// Above twice this many rows, the starting points are tried on a sample of this size, and only the best one is refined on all rows.
    /// </summary>
    private const int SampleRows = 8192;

    internal static FitResult<TParameters> Run<TParameters>(HistoryColumns rows, FitOptions<TParameters> options, int m)
        where TParameters : struct, IModelParameters<TParameters>
    {
        if (!rows.AreValid())
        {
            return FitReport.Refused<TParameters>(FitReason.InvalidData, null, rows.Unit);
        }

        var summary = HistorySummary.Of(rows);
        if (FitReport.IsTooLittle(summary, options))
        {
            return FitReport.Refused<TParameters>(FitReason.TooLittleData, summary, rows.Unit);
        }

        var space = SearchSpace.For(options, summary.LongestObservation, rows.Unit);
        var starts = options.Starts.IsDefaultOrEmpty
            ? DefaultStarts(summary, options, rows.Unit)
            : MultiStart.Given(options, rows.Unit);
        var sampled = 0;
        if (rows.Length > 2 * SampleRows)
        {
            (starts, sampled) = WinnerOnSample(rows, space, starts, m, options.MaximumIterations);
        }

        var objective = new BetaGeometricObjective(rows, summary.WeightByCount, m, options.Threads);
        var (best, iterations) = MultiStart.Run(objective, space, starts, options.MaximumIterations);
        var result = FitReport.Of(best, iterations + sampled, options, summary.Buyers, new Period(summary.LongestObservation, rows.Unit));
        return DropoutCheck.Apply(result, rows, summary, options);
    }

    /// <summary>Returns starting points with purchase rates from the data and dropout from strong to rare.</summary>
    internal static double[][] DefaultStarts<TParameters>(HistorySummary summary, FitOptions<TParameters> options, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters>
    {
        var rate = Math.Max(summary.Purchases, 0.5) / summary.Observation;
        var starts = new List<double[]>();
        foreach (var (r, share, a, b) in new[] { (0.5, 0.5, 0.8, 2.0), (0.3, 0.8, 0.2, 3.0), (1.5, 0.3, 1.5, 1.5) })
        {
            starts.Add([Math.Log(r), Math.Log(share * r / rate), Math.Log(a), Math.Log(b)]);
        }

        if (options.Prior is { } prior)
        {
            starts.Insert(0, MultiStart.Logs(ParameterCheck.Convert(prior.Center, unit)));
        }

        return [.. starts];
    }

    private static (double[][] Starts, int Iterations) WinnerOnSample(
        HistoryColumns rows, SearchSpace space, double[][] starts, int m, int maximumIterations)
    {
        var x = new int[SampleRows];
        var (tx, observed, weights) = (new double[SampleRows], new double[SampleRows], new double[SampleRows]);
        for (var i = 0; i < SampleRows; i++)
        {
            var row = (int)((long)i * rows.Length / SampleRows);
            (x[i], tx[i], observed[i], weights[i]) = (rows.X[row], rows.Tx[row], rows.T[row], rows.WeightOf(row));
        }

        var sample = new HistoryColumns(x, tx, observed, weights, rows.Unit);
        var objective = new BetaGeometricObjective(sample, HistorySummary.Of(sample).WeightByCount, m, 1);
        var (best, iterations) = MultiStart.Run(objective, space, starts, maximumIterations);
        return (best is null ? starts : [best.Logs], iterations);
    }
}
