using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.BgNbd;

/// <summary>
/// Parameters of the BG/NBD (Fader, Hardie and Lee 2005). Purchase rates are Gamma(r, rate α) over buyers. After every repeat purchase a
/// buyer drops out with a Beta(a, b) probability.
/// </summary>
public readonly record struct BgNbdParameters : IModelParameters<BgNbdParameters>
{
    /// <summary>Creates parameters, all of which must be positive. <paramref name="alpha"/> is in <paramref name="unit"/>.</summary>
    public BgNbdParameters(double r, double alpha, double a, double b, TimeUnit unit)
    {
        R = ParameterCheck.Positive(r);
        Alpha = ParameterCheck.Positive(alpha);
        A = ParameterCheck.Positive(a);
        B = ParameterCheck.Positive(b);
        Unit = unit;
    }

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1, 0, 0];

    /// <summary>Shape of the gamma distribution of purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of that distribution, in units of time. The mean purchase rate is r/α.</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the dropout probabilities. Their mean is a/(a + b).</summary>
    public double A { get; }

    /// <summary>Second parameter of the dropout probabilities.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <inheritdoc/>
    public static BgNbdParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) =>
        new(values[0], values[1], values[2], values[3], unit);

    /// <summary>The same model in another unit.</summary>
    public BgNbdParameters In(TimeUnit unit) => ParameterCheck.Convert(this, unit);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (R, Alpha, A, B);
}
