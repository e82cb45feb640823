namespace Churn.Statistics.Fitting;

/// <summary>Adds a Hessian to an objective that computes only its gradient, by central differences of the gradient.</summary>
internal abstract class GradientObjective : IObjective
{
    /// <summary>The cube root of the rounding unit balances truncation and rounding of a central difference.</summary>
    private const double RelativeStep = 6e-6;

    public abstract int Dimension { get; }

    public double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian)
    {
        var n = Dimension;
        Span<double> moved = stackalloc double[n];
        Span<double> up = stackalloc double[n];
        Span<double> down = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            var step = RelativeStep * parameters[i];
            parameters.CopyTo(moved);
            moved[i] = parameters[i] + step;
            Evaluate(moved, up);
            moved[i] = parameters[i] - step;
            Evaluate(moved, down);
            for (var j = 0; j < n; j++)
            {
                hessian[(i * n) + j] = (up[j] - down[j]) / (2 * step);
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var mean = 0.5 * (hessian[(i * n) + j] + hessian[(j * n) + i]);
                (hessian[(i * n) + j], hessian[(j * n) + i]) = (mean, mean);
            }
        }

        return Evaluate(parameters, gradient);
    }

    public abstract double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient);
}
