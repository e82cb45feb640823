using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>∫ (α+y)^−p (β+y)^−q dy from t0 to t1 by quadrature, with the means of ln(α+y), 1/(α+y), ln(β+y), 1/(β+y) under it.</summary>
/// <remarks>
/// The usual closed form is a difference of two 2F1 that agree in most digits for frequent buyers, and it differs in form for α above and
/// below β. The integrand is positive and smooth in ln y. So nothing cancels, α = β is no special case, and the derivatives in all four
/// parameters are integrals over the same nodes. The tests compare it with the 2F1 form.
/// </remarks>
internal readonly struct ParetoIntegral
{
    /// <summary>Decay of the integrand, in logarithms, beyond which it is left out: e^−45 is 3e-20.</summary>
    private const double Cut = 45;

    private ParetoIntegral(double log, double logAlpha, double inverseAlpha, double logBeta, double inverseBeta) =>
        (Log, LogAlpha, InverseAlpha, LogBeta, InverseBeta) = (log, logAlpha, inverseAlpha, logBeta, inverseBeta);

    /// <summary>ln of the integral; −∞ for an empty interval.</summary>
    internal double Log { get; }

    internal double LogAlpha { get; }

    internal double InverseAlpha { get; }

    internal double LogBeta { get; }

    internal double InverseBeta { get; }

    internal static ParetoIntegral Of(double p, double alpha, double q, double beta, double t0, double t1)
    {
        if (t1 <= t0)
        {
            return new ParetoIntegral(double.NegativeInfinity, 0, 0, 0, 0);
        }

        var c = Math.Min(alpha, beta);
        t1 = End(p, alpha, q, beta, t0, t1);
        var length = LogSpace.Log1P((t1 - t0) / (c + t0));
        var decay = Decay(p, alpha, q, beta, t0, t1);
        var panels = (int)Math.Clamp(Math.Ceiling(Math.Max(length / 2.5, decay / 20)), 1, 64);
        var (nodes, weights) = GaussLegendre.Twenty;
        var (sum, logA, inverseA, logB, inverseB) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var panel = 0; panel < panels; panel++)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var growth = LogSpace.ExpM1((panel + nodes[i]) * length / panels);
                var y = t0 + ((c + t0) * growth);
                var f = weights[i] * (c + y) * Math.Exp(-Decay(p, alpha, q, beta, t0, y));
                sum += f;
                logA += f * Math.Log(alpha + y);
                inverseA += f / (alpha + y);
                logB += f * Math.Log(beta + y);
                inverseB += f / (beta + y);
            }
        }

        var log = Math.Log(sum * length / panels) - (p * Math.Log(alpha + t0)) - (q * Math.Log(beta + t0));
        return new ParetoIntegral(log, logA / sum, inverseA / sum, logB / sum, inverseB / sum);
    }

    private static double Decay(double p, double alpha, double q, double beta, double t0, double y) =>
        (p * LogSpace.Log1P((y - t0) / (alpha + t0))) + (q * LogSpace.Log1P((y - t0) / (beta + t0)));

    /// <summary>Returns the point beyond which the integrand is negligible, at most t1.</summary>
    private static double End(double p, double alpha, double q, double beta, double t0, double t1)
    {
        var target = Cut + LogSpace.Log1P((t1 - t0) / (Math.Min(alpha, beta) + t0));
        if (Decay(p, alpha, q, beta, t0, t1) <= target)
        {
            return t1;
        }

        var (low, high) = (0.0, t1 - t0);
        for (var i = 0; i < 200 && high > 1.05 * low; i++)
        {
            var middle = low == 0 ? high / 16 : Math.Sqrt(low * high);
            if (Decay(p, alpha, q, beta, t0, t0 + middle) > target)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return t0 + high;
    }
}
