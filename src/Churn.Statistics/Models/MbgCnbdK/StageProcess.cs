using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>
/// The future of a buyer who is alive now, with <c>Stage</c> of the K stages of the running gap over, rate ~ Gamma(Shape,
/// Rate) and dropout ~ Beta(A, B).
/// </summary>
internal readonly record struct StageProcess(int K, int Stage, double Shape, double Rate, double A, double B)
{
    /// <summary>
    /// Maximum number of stages to sum over. Only expectations over more than a thousand times the observed life need
    /// more, and they are cut off.
    /// </summary>
    private const int MaximumStages = 100_000;

    /// <summary>P(at least n purchase occasions within t), without dropout.</summary>
    internal double Occasions(int n, double t) =>
        n == 0 ? 1 : NegativeBinomial.UpperTail((n * K) - Stage, Shape, t / (Rate + t));

    /// <summary>P(at least n purchases within t): the occasions, and survival of n − 1 dropouts.</summary>
    internal double ProbabilityOfAtLeast(int n, double t) =>
        n == 0 ? 1 : Occasions(n, t) * Math.Exp(GammaFunctions.LogRising(B, n - 1) - GammaFunctions.LogRising(A + B, n - 1));

    /// <summary>Σ_n P(at least n purchases), summed over the negative binomial stage by stage.</summary>
    internal double ExpectedPurchases(double t)
    {
        if (t == 0)
        {
            return 0;
        }

        var z = t / (Rate + t);
        var (logMass, logZ) = (-Shape * LogSpace.Log1P(t / Rate), Math.Log(z));
        var tail = -LogSpace.ExpM1(logMass);
        var (sum, survival, purchases) = (0.0, 1.0, 0);
        for (var stage = 1; stage < MaximumStages && tail > 1e-15; stage++)
        {
            if ((stage + Stage) % K == 0)
            {
                sum += tail * survival;
                survival *= (B + purchases) / (A + B + purchases);
                purchases++;
            }

            logMass += Math.Log((Shape + stage - 1) / stage) + logZ;
            tail -= logMass > -745 ? Math.Exp(logMass) : 0;
        }

        return sum;
    }
}
