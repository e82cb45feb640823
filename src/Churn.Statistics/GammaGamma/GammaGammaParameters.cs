using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.GammaGamma;

/// <summary>Spend per order is Gamma(p, rate ν), and ν is Gamma(q, rate γ) over buyers (Fader, Hardie and Lee 2005; note 025).</summary>
public readonly record struct GammaGammaParameters : IModelParameters<GammaGammaParameters>
{
    /// <summary>Positive parameters; γ is in the money of the data.</summary>
    public GammaGammaParameters(double p, double q, double gamma) =>
        (P, Q, Gamma) = (ParameterCheck.Positive(p), ParameterCheck.Positive(q), ParameterCheck.Positive(gamma));

    /// <inheritdoc/>
    public static int Count => 3;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 0, 0];

    /// <summary>Shape of one buyer's spend per order.</summary>
    public double P { get; }

    /// <summary>Shape of the rates over buyers; at or below 1 the population mean is infinite.</summary>
    public double Q { get; }

    /// <summary>Rate of their gamma distribution, in money.</summary>
    public double Gamma { get; }

    /// <summary>Spend has no unit of time; always <see cref="TimeUnit.Days"/>.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <summary>Mean spend per order over buyers, pγ/(q − 1); null when infinite (q ≤ 1).</summary>
    public double? PopulationMean => Q > 1 && P * Gamma / (Q - 1) is < double.MaxValue and var mean ? mean : null;

    /// <inheritdoc/>
    public static GammaGammaParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1], values[2]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2]) = (P, Q, Gamma);
}
