using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.ShiftedBetaGeometric;

/// <summary>A contract is not renewed with a probability that is Beta(α, β) over customers, the same at every renewal (Fader and Hardie 2007).</summary>
public readonly record struct ShiftedBetaGeometricParameters : IModelParameters<ShiftedBetaGeometricParameters>
{
    /// <summary>Positive parameters.</summary>
    public ShiftedBetaGeometricParameters(double alpha, double beta) =>
        (Alpha, Beta) = (ParameterCheck.Positive(alpha), ParameterCheck.Positive(beta));

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 0];

    /// <summary>First parameter; the mean churn of the first renewal is α/(α + β).</summary>
    public double Alpha { get; }

    /// <summary>Second parameter.</summary>
    public double Beta { get; }

    /// <summary>Time is counted in contract periods; always <see cref="TimeUnit.Days"/>, which nothing reads.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <inheritdoc/>
    public static ShiftedBetaGeometricParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1]) = (Alpha, Beta);
}
