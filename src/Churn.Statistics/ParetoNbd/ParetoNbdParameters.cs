using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.ParetoNbd;

/// <summary>Purchases at Gamma(r, rate α) rates during exponential lifetimes whose rates are Gamma(s, rate β) (Schmittlein, Morrison and Colombo 1987).</summary>
public readonly record struct ParetoNbdParameters : IModelParameters<ParetoNbdParameters>
{
    /// <summary>Positive parameters; α and β are rates and carry <paramref name="unit"/>.</summary>
    public ParetoNbdParameters(double r, double alpha, double s, double beta, TimeUnit unit) =>
        (R, Alpha, S, Beta, Unit) = (ParameterCheck.Positive(r), ParameterCheck.Positive(alpha), ParameterCheck.Positive(s), ParameterCheck.Positive(beta), unit);

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1, 0, 1];

    /// <summary>Shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of their gamma distribution, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>Shape of the dropout rates; at or below 1 the mean lifetime is infinite.</summary>
    public double S { get; }

    /// <summary>Rate of their gamma distribution, in units of time.</summary>
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
