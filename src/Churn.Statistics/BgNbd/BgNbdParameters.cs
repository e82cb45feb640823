using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.BgNbd;

/// <summary>Purchases at Gamma(r, rate α) rates; after every repeat purchase a buyer drops out with a Beta(a, b) probability (Fader, Hardie and Lee 2005).</summary>
public readonly record struct BgNbdParameters : IModelParameters<BgNbdParameters>
{
    /// <summary>Positive parameters; α is a rate and carries <paramref name="unit"/>.</summary>
    public BgNbdParameters(double r, double alpha, double a, double b, TimeUnit unit) =>
        (R, Alpha, A, B, Unit) = (ParameterCheck.Positive(r), ParameterCheck.Positive(alpha), ParameterCheck.Positive(a), ParameterCheck.Positive(b), unit);

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1, 0, 0];

    /// <summary>Shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate of their gamma distribution, in units of time: the mean purchase rate is r/α.</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the dropout probabilities, whose mean is a/(a + b).</summary>
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
