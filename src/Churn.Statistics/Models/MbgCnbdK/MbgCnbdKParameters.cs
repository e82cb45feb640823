using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>
/// Parameters of the MBG/CNBD-k, an MBG/NBD with regular gaps (Platzer and Reutterer 2016; Reutterer et al. 2020). A purchase is every k-th
/// event of a Poisson process with Gamma(r, rate α) rates.
/// </summary>
public readonly record struct MbgCnbdKParameters : IModelParameters<MbgCnbdKParameters>
{
    /// <summary>The largest k.</summary>
    public const int MaximumK = 20;

    private readonly int _kMinusOne;

    /// <summary>
    /// Creates parameters: k from 1 to <see cref="MaximumK"/>, all others positive. <paramref name="alpha"/> is in <paramref name="unit"/>.
    /// </summary>
    public MbgCnbdKParameters(int k, double r, double alpha, double a, double b, TimeUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaximumK);
        _kMinusOne = k - 1;
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

    /// <summary>Erlang shape of the gaps: 1 is random, larger values are more regular.</summary>
    public int K => _kMinusOne + 1;

    /// <summary>Shape of the gamma distribution of rates.</summary>
    public double R { get; }

    /// <summary>Rate of that distribution, in units of time. The mean purchase rate is about r/(kα).</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the dropout probabilities.</summary>
    public double A { get; }

    /// <summary>Second parameter of the dropout probabilities.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <summary>Creates parameters from r, α, a, b with k = 1.</summary>
    public static MbgCnbdKParameters FromValues(ReadOnlySpan<double> values, TimeUnit unit) =>
        new(1, values[0], values[1], values[2], values[3], unit);

    /// <summary>Returns the parameters with another k.</summary>
    public MbgCnbdKParameters WithK(int k) => new(k, R, Alpha, A, B, Unit);

    /// <summary>The same model in another unit.</summary>
    public MbgCnbdKParameters In(TimeUnit unit) => ParameterCheck.Convert(this, unit).WithK(K);

    /// <inheritdoc/>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3]) = (R, Alpha, A, B);
}
