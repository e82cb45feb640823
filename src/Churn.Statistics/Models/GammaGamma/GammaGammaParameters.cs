using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.GammaGamma;

/// <summary>
/// Parameters of the Gamma-Gamma model (Fader, Hardie and Lee 2005; note 025). Spend per order is Gamma(p, rate ν), and ν
/// is Gamma(q, rate γ) over buyers.
/// </summary>
public readonly record struct GammaGammaParameters : IModelParameters<GammaGammaParameters>
{
    /// <summary>Creates parameters, all of which must be positive. γ is in the data's unit of money.</summary>
    public GammaGammaParameters(double p, double q, double gamma) =>
        (P, Q, Gamma) = (ParameterCheck.Positive(p), ParameterCheck.Positive(q), ParameterCheck.Positive(gamma));

    /// <inheritdoc/>
    public static int Count => 3;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 0, 0];

    /// <summary>Shape of one buyer's spend per order.</summary>
    public double P { get; }

    /// <summary>Shape of the gamma distribution of rates over buyers. At or below 1 the population mean is infinite.</summary>
    public double Q { get; }

    /// <summary>Rate of that distribution, in money.</summary>
    public double Gamma { get; }

    /// <summary>Always <see cref="TimeUnit.Days"/>, and not used: spend has no unit of time.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <summary>Mean spend per order over buyers, pγ/(q − 1); null if it is infinite (q ≤ 1).</summary>
    public double? PopulationMean => Q > 1 && P * Gamma / (Q - 1) is < double.MaxValue and var mean ? mean : null;

    /// <inheritdoc/>
    public static GammaGammaParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1], values[2]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2]) = (P, Q, Gamma);
}
