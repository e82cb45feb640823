namespace Churn.Statistics.Fitting;

/// <summary>The end point of a minimisation in logarithms of the parameters.</summary>
internal sealed class Minimum
{
    internal required double[] Logs { get; init; }

    /// <summary>The value with the prior's penalty.</summary>
    internal required double Value { get; init; }

    /// <summary>The value without the prior's penalty.</summary>
    internal required double Unpenalised { get; init; }

    /// <summary>Second derivatives in the logarithms, including the penalty.</summary>
    internal required double[] Hessian { get; init; }

    internal required bool[] AtBound { get; init; }

    internal required bool Converged { get; init; }

    internal required int Iterations { get; init; }

    internal double[] Natural() => Array.ConvertAll(Logs, Math.Exp);

    /// <summary>
    /// Returns the standard errors of the natural parameters; empty if the curvature is not positive or a parameter is at its bound.
    /// </summary>
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
