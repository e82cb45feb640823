using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>
/// Parameters of the Pareto/NBD (Schmittlein, Morrison and Colombo 1987). Purchase rates are Gamma(r, rate α) over buyers. Lifetimes are
/// exponential with rates that are Gamma(s, rate β).
/// </summary>
public readonly record struct ParetoNbdParameters : IModelParameters<ParetoNbdParameters>
{
    /// <summary>
    /// Creates parameters, all of which must be positive. <paramref name="alpha"/> and <paramref name="beta"/> are in
    /// <paramref name="unit"/>.
    /// </summary>
    public ParetoNbdParameters(double r, double alpha, double s, double beta, TimeUnit unit)
    {
        R = ParameterCheck.Positive(r);
        Alpha = ParameterCheck.Positive(alpha);
        S = ParameterCheck.Positive(s);
        Beta = ParameterCheck.Positive(beta);
        Unit = unit;
    }

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1, 0, 1];

    /// <summary>Shape of the gamma distribution of purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of the gamma distribution of purchase rates, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>Shape of the gamma distribution of dropout rates. At or below 1 the mean lifetime is infinite.</summary>
    public double S { get; }

    /// <summary>Rate of the gamma distribution of dropout rates, in units of time.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <inheritdoc/>
    public static ParetoNbdParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) =>
        new(values[0], values[1], values[2], values[3], unit);

    /// <summary>The same model in another unit.</summary>
    public ParetoNbdParameters In(TimeUnit unit) => ParameterCheck.Convert(this, unit);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (R, Alpha, S, Beta);
}
