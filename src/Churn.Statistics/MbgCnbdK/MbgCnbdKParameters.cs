using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.MbgCnbdK;

/// <summary>MBG/NBD with regular gaps: a purchase is every k-th event of a Poisson process with Gamma(r, rate α) rates (Platzer and Reutterer 2016; Reutterer et al. 2020).</summary>
public readonly record struct MbgCnbdKParameters : IModelParameters<MbgCnbdKParameters>
{
    /// <summary>The largest k.</summary>
    public const int MaximumK = 20;

    private readonly int _kMinusOne;

    /// <summary>k in 1..20, positive parameters; α is a rate and carries <paramref name="unit"/>.</summary>
    public MbgCnbdKParameters(int k, double r, double alpha, double a, double b, TimeUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaximumK);
        _kMinusOne = k - 1;
        (R, Alpha, A, B, Unit) = (ParameterCheck.Positive(r), ParameterCheck.Positive(alpha), ParameterCheck.Positive(a), ParameterCheck.Positive(b), unit);
    }

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> TimePowers => [0, 1, 0, 0];

    /// <summary>Erlang shape of the gaps: 1 is random, more is more regular.</summary>
    public int K => _kMinusOne + 1;

    /// <summary>Shape of the rates.</summary>
    public double R { get; }

    /// <summary>Rate of their gamma distribution; the mean purchase rate is about r/(kα).</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the dropout probabilities.</summary>
    public double A { get; }

    /// <summary>Second parameter of the dropout probabilities.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <summary>From r, α, a, b with k = 1.</summary>
    public static MbgCnbdKParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) =>
        new(1, values[0], values[1], values[2], values[3], unit);

    /// <summary>The same with another k.</summary>
    public MbgCnbdKParameters WithK(int k) => new(k, R, Alpha, A, B, Unit);

    /// <summary>The same model in another unit.</summary>
    public MbgCnbdKParameters In(TimeUnit unit) => ParameterCheck.Convert(this, unit).WithK(K);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (R, Alpha, A, B);
}
