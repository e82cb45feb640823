using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>
/// Parameters of the shifted beta-geometric model (Fader and Hardie 2007). At every renewal a customer's contract ends with the same
/// probability, which is Beta(α, β) over customers.
/// </summary>
public readonly record struct ShiftedBetaGeometricParameters : IModelParameters<ShiftedBetaGeometricParameters>
{
    /// <summary>Creates parameters, both of which must be positive.</summary>
    public ShiftedBetaGeometricParameters(double alpha, double beta) =>
        (Alpha, Beta) = (ParameterCheck.Positive(alpha), ParameterCheck.Positive(beta));

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 0];

    /// <summary>First parameter. The mean churn at the first renewal is α/(α + β).</summary>
    public double Alpha { get; }

    /// <summary>Second parameter.</summary>
    public double Beta { get; }

    /// <summary>Always <see cref="TimeUnit.Days"/>, and not used: time is counted in contract periods.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <inheritdoc/>
    public static ShiftedBetaGeometricParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1]) = (Alpha, Beta);
}
