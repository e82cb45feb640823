namespace Churn.Statistics.Fitting;

/// <summary>A function to minimise, with its derivatives in the natural parameters: minus a log-likelihood.</summary>
internal interface IObjective
{
    int Dimension { get; }

    /// <summary>Returns the value, and fills in the gradient and, row by row, the full symmetric Hessian.</summary>
    double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian);
}
