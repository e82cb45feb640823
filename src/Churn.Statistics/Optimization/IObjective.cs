namespace Churn.Statistics.Optimization;

/// <summary>A function of the natural parameters to be minimised, with its derivatives: minus a log-likelihood.</summary>
internal interface IObjective
{
    int Dimension { get; }

    /// <summary>The value; fills the gradient and, row by row, the full symmetric Hessian.</summary>
    double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian);
}
