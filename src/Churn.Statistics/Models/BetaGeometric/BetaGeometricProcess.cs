using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>
/// The future of a buyer who is alive now: purchase rate λ ~ Gamma(R, A), dropout probability p ~ Beta(a, B) after each purchase.
/// This describes new and known buyers of both BG/NBD and MBG/NBD. All times are in the unit of A.
/// </summary>
internal readonly record struct BetaGeometricProcess(double Shape, double Rate, double A, double B, TimeUnit Unit)
{
    /// <summary>Above this z the series is slower than the quadrature.</summary>
    internal const double LargestZ = 0.95;

    /// <summary>Above this ratio the series loses more than four digits to cancellation.</summary>
    internal const double LargestRatio = 1e4;

    /// <summary>Above this a the terms grow beyond a double's range before they fall.</summary>
    internal const double LargestA = 100;

    /// <summary>Below this C − R the terms alternate and cancel.</summary>
    internal const double SmallestExcess = -8;

    internal double ProbabilityOfNoOrder(double t) => Math.Exp(-Shape * LogSpace.Log1P(t / Rate));

    /// <summary>P(at least one order), without cancellation for short periods.</summary>
    internal double ProbabilityOfOrder(double t) => -LogSpace.ExpM1(-Shape * LogSpace.Log1P(t / Rate));

    /// <summary>E[purchases within t].</summary>
    /// <remarks>
    /// With ε = a − 1, C = a + B − 1 and L = ln(1 − z), Euler's form of 2F1 gives
    /// −C·expm1(εL)/ε − e^(εL) Σ_{k≥1} (C−R)_k (ε+1)_{k−1} z^k / ((C+1)_{k−1} k!): the pole at a = 1 and that at C = 0 are gone.
    /// </remarks>
    internal double ExpectedPurchases(double t)
    {
        if (t == 0)
        {
            return 0;
        }

        var z = t / (Rate + t);
        var c = A + B - 1;
        if (z > LargestZ || c > LargestRatio * Shape || A > LargestA || c - Shape < SmallestExcess)
        {
            return BetaExpectation.Of(A, B, new PurchasesGivenDropout(Shape, t / Rate));
        }

        var epsilon = A - 1;
        var y = -epsilon * LogSpace.Log1P(t / Rate);
        var first = epsilon == 0 ? LogSpace.Log1P(t / Rate) : -LogSpace.ExpM1(y) / epsilon;
        var excess = c - Shape;
        var (term, sum) = (excess * z, excess * z);
        for (var k = 1; k < 20_000; k++)
        {
            term *= (excess + k) * (epsilon + k) / ((c + k) * (k + 1)) * z;
            sum += term;
            if (Math.Abs(term) <= 1e-17 * (1 - z) * (Math.Abs(sum) + Math.Abs(c * first)))
            {
                break;
            }
        }

        return Math.Max(0, (c * first) - (Math.Exp(y) * sum));
    }

    /// <summary>∫₀^H e^(−δt) dE(t) = e^(−δH) E(H) + δ ∫₀^H e^(−δt) E(t) dt, by quadrature in ln(1 + t/A), where E is smooth.</summary>
    internal double DiscountedPurchases(double horizon, double delta)
    {
        var result = Math.Exp(-delta * horizon) * ExpectedPurchases(horizon);
        var reach = LogSpace.Log1P(horizon / Rate);
        var (nodes, weights) = delta * horizon < 1 ? GaussLegendre.Six : GaussLegendre.Twenty;
        for (var i = 0; i < nodes.Length && delta > 0; i++)
        {
            var growth = LogSpace.ExpM1(nodes[i] * reach);
            var t = Rate * growth;
            result += delta * weights[i] * reach * (Rate + t) * Math.Exp(-delta * t) * ExpectedPurchases(t);
        }

        return result;
    }

    /// <summary>P(at least n purchases within t) for n = 1, 2, …: P(N ≥ n)·E[(1−p)^(n−1)], N negative binomial.</summary>
    internal double ProbabilityOfAtLeast(int n, double t) =>
        n == 0 ? 1 : NegativeBinomial.UpperTail(n, Shape, t / (Rate + t)) * Math.Exp(LogSurvival(n - 1));

    internal double ProbabilityOfExactly(int n, double t)
    {
        if (n == 0)
        {
            return ProbabilityOfNoOrder(t);
        }

        // P(N ≥ n)·s(n−1) − P(N ≥ n+1)·s(n) with s(n) = s(n−1)·(B+n−1)/(a+B+n−1), written as a sum of positive parts.
        var z = t / (Rate + t);
        var tail = NegativeBinomial.UpperTail(n, Shape, z);
        var drop = A / (A + B + n - 1);
        return Math.Exp(LogSurvival(n - 1)) * ((tail * drop) + (NegativeBinomial.Mass(n, Shape, z) * (1 - drop)));
    }

    private double LogSurvival(int n) => GammaFunctions.LogRising(B, n) - GammaFunctions.LogRising(A + B, n);

    /// <summary>E[purchases | p] = (1 − (1 + p·t/A)^−R)/p.</summary>
    private readonly struct PurchasesGivenDropout(double shape, double tau) : BetaExpectation.IFunctionOfLogit
    {
        public double At(double y)
        {
            var p = Math.Exp(-LogSpace.Log1P(Math.Exp(-y)));
            if (y < -600)
            {
                return shape * tau;
            }

            return -LogSpace.ExpM1(-shape * LogSpace.Log1P(p * tau)) / p;
        }
    }
}
