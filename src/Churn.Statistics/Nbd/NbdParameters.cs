using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.Nbd;

/// <summary>Purchase rates are Gamma(r, rate α) over buyers, and nobody drops out (Ehrenberg 1959).</summary>
public readonly record struct NbdParameters : IModelParameters<NbdParameters>
{
    /// <summary>Positive parameters; α is a rate and carries <paramref name="unit"/>.</summary>
    public NbdParameters(double r, double alpha, TimeUnit unit) =>
        (R, Alpha, Unit) = (ParameterCheck.Positive(r), ParameterCheck.Positive(alpha), unit);

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1];

    /// <summary>Shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of their gamma distribution, in units of time: the mean purchase rate is r/α.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <inheritdoc/>
    public static NbdParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1], unit);

    /// <summary>The same model in another unit.</summary>
    public NbdParameters In(TimeUnit unit) => ParameterCheck.Convert(this, unit);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1]) = (R, Alpha);
}
