using Churn.Statistics.Histories;

namespace Churn.Statistics.Fitting;

/// <summary>Runs a minimisation from several starting points and keeps the best end point.</summary>
internal static class MultiStart
{
    internal static (Minimum? Best, int Iterations) Run<TObjective>(
        TObjective objective, SearchSpace space, IEnumerable<double[]> startLogs, int maximumIterations)
        where TObjective : IObjective, allows ref struct
    {
        var minimizer = new NewtonMinimizer<TObjective>(objective, space);
        Minimum? best = null;
        var iterations = 0;
        foreach (var start in startLogs)
        {
            var end = minimizer.From(start, maximumIterations);
            iterations += end?.Iterations ?? 0;
            if (end is not null && (best is null || IsBetter(end, best)))
            {
                best = end;
            }
        }

        return (best, iterations);
    }

    internal static double[] Logs<TParameters>(TParameters parameters)
        where TParameters : struct, IModelParameters<TParameters>
    {
        var values = new double[TParameters.Count];
        parameters.CopyTo(values);
        return Array.ConvertAll(values, Math.Log);
    }

    /// <summary>Returns the starting points given in the options, in the data's unit.</summary>
    internal static double[][] Given<TParameters>(FitOptions<TParameters> options, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters> =>
        [.. options.Starts.Select(start => Logs(ParameterCheck.Convert(start, unit)))];

    /// <summary>
    /// Whether an end point is better. One that converged is preferred to one that did not, unless the latter is clearly lower.
    /// </summary>
    private static bool IsBetter(Minimum end, Minimum best) =>
        end.Converged == best.Converged ? end.Value < best.Value
        : end.Converged ? end.Value < best.Value + 1e-3
        : end.Value < best.Value - 1e-3;
}
