using Churn.Statistics.Histories;

namespace Churn.Statistics.Optimization;

/// <summary>Runs a minimisation from several points and keeps the best end.</summary>
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

    /// <summary>The starts of the options, in the data's unit.</summary>
    internal static double[][] Given<TParameters>(FitOptions<TParameters> options, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters> =>
        [.. options.Starts.Select(start => Logs(ParameterCheck.Convert(start, unit)))];

    /// <summary>An end that converged beats one that did not unless clearly lower.</summary>
    private static bool IsBetter(Minimum end, Minimum best) =>
        end.Converged == best.Converged ? end.Value < best.Value : end.Converged ? end.Value < best.Value + 1e-3 : end.Value < best.Value - 1e-3;
}
