namespace Churn.Statistics.Optimization;

/// <summary>Where a minimisation in logarithms ended.</summary>
internal sealed class Minimum
{
    internal required double[] Logs { get; init; }

    /// <summary>Value with the prior's penalty.</summary>
    internal required double Value { get; init; }

    /// <summary>Value without it.</summary>
    internal required double Unpenalised { get; init; }

    /// <summary>Second derivatives in the logarithms, penalty included.</summary>
    internal required double[] Hessian { get; init; }

    internal required bool[] AtBound { get; init; }

    internal required bool Converged { get; init; }

    internal required int Iterations { get; init; }

    internal double[] Natural() => Array.ConvertAll(Logs, Math.Exp);

    /// <summary>Standard errors of the natural parameters; empty if the curvature is not positive or a parameter sits at its bound.</summary>
    internal double[] StandardErrors()
    {
        var n = Logs.Length;
        var factor = (double[])Hessian.Clone();
        if (AtBound.Contains(true) || !Cholesky.Factor(factor, n))
        {
            return [];
        }

        var errors = new double[n];
        Span<double> column = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            column.Clear();
            column[i] = 1;
            Cholesky.Solve(factor, n, column);
            errors[i] = Math.Exp(Logs[i]) * Math.Sqrt(column[i]);
        }

        return errors.All(double.IsFinite) ? errors : [];
    }
}
