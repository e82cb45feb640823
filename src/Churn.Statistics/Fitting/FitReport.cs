using Churn.Statistics.Histories;

namespace Churn.Statistics.Fitting;

/// <summary>Turns the end of a search into a result.</summary>
internal static class FitReport
{
    internal static FitResult<TParameters> Refused<TParameters>(FitReason reason, HistorySummary? summary, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters> => new()
        {
            Reason = reason,
            Buyers = summary?.Buyers ?? 0,
            Window = new Period(summary?.LongestObservation ?? 0, unit),
        };

    internal static FitResult<TParameters> Of<TParameters>(
        Minimum? best, int iterations, FitOptions<TParameters> options, double buyers, Period window)
        where TParameters : struct, IModelParameters<TParameters>
    {
        var result = new FitResult<TParameters>
        {
            Reason = best is { Converged: true } ? FitReason.Converged : FitReason.NotConverged,
            Iterations = iterations,
            LogLikelihood = best is null ? null : -best.Unpenalised,
            Flags = (options.Prior is null ? FitFlags.None : FitFlags.PriorUsed)
                | (window.In(TimeUnit.Days) is > 0 and < 365 ? FitFlags.WindowBelowAYear : FitFlags.None),
            Buyers = buyers,
            Window = window,
        };
        if (best is not { Converged: true })
        {
            return result;
        }

        var errors = best.StandardErrors();
        return result with
        {
            Parameters = TParameters.FromValues(best.Natural(), window.Unit),
            StandardErrors = [.. errors],
            Flags = result.Flags | (errors.Length == 0 ? FitFlags.NoStandardErrors : FitFlags.None)
                | (best.AtBound.Contains(true) ? FitFlags.ParameterCapped : FitFlags.None),
        };
    }

    /// <summary>
    /// Whether the data are too few for maximum likelihood. With a prior any amount is enough, because the prior fills in.
    /// </summary>
    internal static bool IsTooLittle<TParameters>(HistorySummary summary, FitOptions<TParameters> options)
        where TParameters : struct, IModelParameters<TParameters> =>
        summary.LongestObservation <= 0
        || (options.Prior is null
            && (summary.Buyers < options.MinimumBuyers || summary.RepeatBuyers < Math.Max(1, options.MinimumRepeatBuyers)));
}
