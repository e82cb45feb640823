using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.BgBb;

/// <summary>Purchases at discrete opportunities with Beta(α, β) probabilities, dropout before each with Beta(γ, δ) probabilities (Fader, Hardie and Shang 2010).</summary>
public readonly record struct BgBbParameters : IModelParameters<BgBbParameters>
{
    /// <summary>Positive parameters.</summary>
    public BgBbParameters(double alpha, double beta, double gamma, double delta) =>
        (Alpha, Beta, Gamma, Delta) = (ParameterCheck.Positive(alpha), ParameterCheck.Positive(beta), ParameterCheck.Positive(gamma), ParameterCheck.Positive(delta));

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

    /// <summary>Time is counted in opportunities; always <see cref="TimeUnit.Days"/>, which nothing reads.</summary>
    public TimeUnit Unit => TimeUnit.Days;

    /// <inheritdoc/>
    public static BgBbParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) => new(values[0], values[1], values[2], values[3]);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (Alpha, Beta, Gamma, Delta);
}
