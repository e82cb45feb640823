namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>
/// Log-gamma and related functions for positive arguments, in logarithms so that nothing overflows (Γ itself does at 172).
/// </summary>
public static class GammaFunctions
{
    /// <summary>½ ln 2π, the constant of Stirling's series.</summary>
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>Stirling's series is used from this argument on. Smaller arguments are raised to it by Γ(x+1) = xΓ(x).</summary>
    private const double StirlingFrom = 10;

    /// <summary>ln Γ(x), x &gt; 0. The error is about 1e-15, absolute near its zeros and relative elsewhere.</summary>
    public static double LogGamma(double x)
    {
        ThrowIfNotPositive(x);
        var product = 1.0;
        while (x < StirlingFrom)
        {
            product *= x;
            x += 1;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingCorrection(x) - Math.Log(product);
    }

    /// <summary>ln Γ(x + n) − ln Γ(x), x &gt; 0, n ≥ 0, without the cancellation of two large log-gammas.</summary>
    public static double LogRising(double x, double n)
    {
        ThrowIfNotPositive(x);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n == 0)
        {
            return 0;
        }

        var shift = 0.0;
        while (x < StirlingFrom)
        {
            shift += Math.Log((x + n) / x);
            x += 1;
        }

        var y = x + n;
        return ((x - 0.5) * LogSpace.Log1P(n / x)) + (n * (Math.Log(y) - 1)) + StirlingCorrection(y) - StirlingCorrection(x) - shift;
    }

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), a, b &gt; 0.</summary>
    public static double LogBeta(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        return LogGamma(small) - LogRising(large, small);
    }

    /// <summary>ψ(x) = d ln Γ(x)/dx, x &gt; 0.</summary>
    public static double Digamma(double x)
    {
        ThrowIfNotPositive(x);
        var result = 0.0;
        while (x < StirlingFrom)
        {
            result -= 1 / x;
            x += 1;
        }

        var i = 1 / (x * x);
        return result + Math.Log(x) - (0.5 / x)
            - (i * ((1 / 12.0) - (i * ((1 / 120.0) - (i * ((1 / 252.0)
                - (i * ((1 / 240.0) - (i * ((1 / 132.0) - (i * (691 / 32760.0))))))))))));
    }

    /// <summary>ψ′(x), x &gt; 0.</summary>
    public static double Trigamma(double x)
    {
        ThrowIfNotPositive(x);
        var result = 0.0;
        while (x < StirlingFrom)
        {
            result += 1 / (x * x);
            x += 1;
        }

        var i = 1 / (x * x);
        return result + (1 / x) + (i / 2)
            + (i / x * ((1 / 6.0) - (i * ((1 / 30.0) - (i * ((1 / 42.0)
                - (i * ((1 / 30.0) - (i * ((5 / 66.0) - (i * (691 / 2730.0))))))))))));
    }

    /// <summary>The tail of Stirling's series (Bernoulli numbers over 2k(2k−1)). Seven terms give 3e-17 at 10.</summary>
    private static double StirlingCorrection(double x)
    {
        var i = 1 / (x * x);
        return ((1 / 12.0) - (i * ((1 / 360.0) - (i * ((1 / 1260.0) - (i * ((1 / 1680.0) - (i * ((1 / 1188.0)
            - (i * ((691 / 360360.0) - (i / 156.0)))))))))))) / x;
    }

    private static void ThrowIfNotPositive(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must be a positive number.");
        }
    }
}
