namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>Counts of a Poisson process with a gamma-distributed rate: P(N = n) = Γ(R+n)/(Γ(R) n!)·(1−z)^R z^n.</summary>
internal static class NegativeBinomial
{
    internal static double Mass(int n, double shape, double z)
    {
        if (z == 0)
        {
            return n == 0 ? 1 : 0;
        }

        var log = GammaFunctions.LogRising(shape, n) - GammaFunctions.LogGamma(n + 1.0)
            + (shape * LogSpace.Log1P(-z)) + (n * Math.Log(z));
        return Math.Exp(Math.Min(0, log));
    }

    /// <summary>P(N ≥ n), the regularised incomplete beta function I_z(n, R).</summary>
    internal static double UpperTail(int n, double shape, double z)
    {
        if (n == 0 || z == 0)
        {
            return n == 0 ? 1 : 0;
        }

        return n == 1
            ? -LogSpace.ExpM1(shape * LogSpace.Log1P(-z))
            : Math.Clamp(MathNet.Numerics.SpecialFunctions.BetaRegularized(n, shape, z), 0, 1);
    }
}
