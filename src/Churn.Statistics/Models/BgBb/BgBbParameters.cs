using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.BgBb;

/// <summary>
/// Parameters of the BG/BB (Fader, Hardie and Shang 2010). A buyer purchases at each discrete opportunity with a Beta(α, β) probability and
/// drops out before each with a Beta(γ, δ) probability.
/// </summary>
public readonly record struct BgBbParameters : IModelParameters<BgBbParameters>
{
    /// <summary>Creates parameters, all of which must be positive.</summary>
    public BgBbParameters(double alpha, double beta, double gamma, double delta)
    {
        Alpha = ParameterCheck.Positive(alpha);
        Beta = ParameterCheck.Positive(beta);
        Gamma = ParameterCheck.Positive(gamma);
        Delta = ParameterCheck.Positive(delta);
    }

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 0, 0, 0];

    /// <summary>First parameter of the purchase probabilities.</summary>
    public double Alpha { get; }

    /// <summary>Second parameter of the purchase probabilities.</summary>
    public double Beta { get; }

    /// <summary>First parameter of the dropout probabilities.</summary>
    public double Gamma { get; }

    /// <summary>Second parameter of the dropout probabilities.</summary>
    public double Delta { get; }

    /// <summary>Always <see cref="TimeUnit.Days"/>, and not used: time is counted in opportunities.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <inheritdoc/>
    public static BgBbParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1], values[2], values[3]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (Alpha, Beta, Gamma, Delta);
}
