using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.Nbd;

/// <summary>Parameters of the NBD (Ehrenberg 1959). Purchase rates are Gamma(r, rate α) over buyers, and buyers do not drop out.</summary>
public readonly record struct NbdParameters : IModelParameters<NbdParameters>
{
    /// <summary>Creates parameters, all of which must be positive. <paramref name="alpha"/> is in <paramref name="unit"/>.</summary>
    public NbdParameters(double r, double alpha, TimeUnit unit) =>
        (R, Alpha, Unit) = (ParameterCheck.Positive(r), ParameterCheck.Positive(alpha), unit);

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1];

    /// <summary>Shape of the gamma distribution of purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of that distribution, in units of time. The mean purchase rate is r/α.</summary>
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
