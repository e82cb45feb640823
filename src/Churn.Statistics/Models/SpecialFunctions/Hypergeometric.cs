namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>Gauss's 2F1(a, b; c; z) for 0 ≤ z &lt; 1 and positive c, the range that the customer-base models need.</summary>
/// <remarks>
/// The plain series needs thousands of terms near z = 1 or for large a and b. Euler's transformation
/// 2F1(a, b; c; z) = (1 − z)^(c−a−b) 2F1(c − a, c − b; c; z) is used whenever it has the smaller numerator parameters.
/// </remarks>
public static class Hypergeometric
{
    /// <summary>
    /// Maximum number of terms. A series that has not converged by then never will. A loop "until the sum stops
    /// changing" would not end on NaN.
    /// </summary>
    private const int MaximumTerms = 400_000;

    /// <summary>
    /// ln 2F1(a, b; c; z) for a, b, c &gt; 0 and 0 ≤ z &lt; 1. 2F1 is at least 1 there and may exceed the range of a double.
    /// </summary>
    public static double LogTwoFOne(double a, double b, double c, double z) => LogTwoFOne(a, b, c, z, out _);

    /// <summary>2F1(a, b; c; z); +∞ if it exceeds the range of a double.</summary>
    public static double TwoFOne(double a, double b, double c, double z) => Math.Exp(LogTwoFOne(a, b, c, z));

    internal static double LogTwoFOne(double a, double b, double c, double z, out int terms)
    {
        Check(a, b, c, z);
        if (z == 0)
        {
            terms = 0;
            return 0;
        }

        var useEuler = Math.Abs(c - a) * Math.Abs(c - b) < a * b;
        if (useEuler)
        {
            var (sum, used) = Series(c - a, c - b, c, z);
            terms = used;
            if (sum > 0)
            {
                return Math.Log(sum) + ((c - a - b) * LogSpace.Log1P(-z));
            }
        }

        return LogPositiveSeries(a, b, c, z, out terms);
    }

    /// <summary>Returns the number of terms that the plain series needs, for the tests of the transformation.</summary>
    internal static int TermsOfPlainSeries(double a, double b, double c, double z)
    {
        LogPositiveSeries(a, b, c, z, out var terms);
        return terms;
    }

    private static (double Sum, int Terms) Series(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; n < MaximumTerms; n++)
        {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
            if (!(Math.Abs(term) > Math.Abs(sum) * 1e-17))
            {
                return (sum, n + 1);
            }
        }

        return (sum, MaximumTerms);
    }

    /// <summary>Sums the series of positive terms. A running scale keeps them within the range of a double.</summary>
    private static double LogPositiveSeries(double a, double b, double c, double z, out int terms)
    {
        var (sum, term, scale) = (1.0, 1.0, 0.0);
        for (var n = 0; n < MaximumTerms; n++)
        {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
            if (!(term > sum * 1e-17))
            {
                terms = n + 1;
                return Math.Log(sum) + scale;
            }

            if (sum > 1e280)
            {
                scale += Math.Log(1e280);
                (sum, term) = (sum / 1e280, term / 1e280);
            }
        }

        terms = MaximumTerms;
        return Math.Log(sum) + scale;
    }

    private static void Check(double a, double b, double c, double z)
    {
        if (!(a > 0 && b > 0 && c > 0 && double.IsFinite(a + b + c)))
        {
            throw new ArgumentOutOfRangeException(nameof(a), "a, b and c must be positive and finite.");
        }

        if (!(z >= 0 && z < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "z must be in [0, 1).");
        }
    }
}
