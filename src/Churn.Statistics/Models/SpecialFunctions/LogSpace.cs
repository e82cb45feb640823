namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>Sums, differences and odds of numbers that are given by their logarithms.</summary>
public static class LogSpace
{
    /// <summary>ln(1 + x) for x &gt; −1, exact for small x.</summary>
    public static double Log1P(double x)
    {
        var u = 1 + x;
        if (u == 1)
        {
            return x;
        }

        // Kahan: the rounding error of 1 + x cancels in the quotient.
        return double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x − 1, exact for small x.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 0.4)
        {
            return Math.Exp(x) - 1;
        }

        // sinh has no cancellation here: e^x − 1 = 2 e^(x/2) sinh(x/2), and sinh by its series.
        var h = x / 2;
        var s = h * h;
        var sinh = h * (1 + (s / 6 * (1 + (s / 20 * (1 + (s / 42 * (1 + (s / 72 * (1 + (s / 110 * (1 + (s / 156))))))))))));
        return 2 * Math.Exp(h) * sinh;
    }

    /// <summary>ln(e^x + e^y); either may be −∞.</summary>
    public static double LogAddExp(double x, double y)
    {
        var (low, high) = x < y ? (x, y) : (y, x);
        return double.IsNegativeInfinity(low) ? high : high + Log1P(Math.Exp(low - high));
    }

    /// <summary>1/(1 + e^−x), without overflow at either end.</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        var e = Math.Exp(x);
        return e / (1 + e);
    }
}
