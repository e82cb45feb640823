using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>The future of a buyer who is alive now: purchase rate ~ Gamma(R, A), dropout rate ~ Gamma(s, B).</summary>
internal readonly record struct ParetoProcess(double Shape, double Rate, double S, double B)
{
    /// <summary>R/A·B·[1 − (B/(B+t))^(s−1)]/(s−1), with its limit ln((B+t)/B) at s = 1.</summary>
    internal double ExpectedPurchases(double t)
    {
        var length = LogSpace.Log1P(t / B);
        var power = S - 1;
        var span = Math.Abs(power * length) < 1e-300 ? length : -LogSpace.ExpM1(-power * length) / power;
        return Shape / Rate * B * span;
    }

    /// <summary>P(first order before t and before dropout) = R A^R B^s ∫ (A+u)^−(R+1) (B+u)^−s du.</summary>
    internal double ProbabilityOfOrder(double t)
    {
        var integral = ParetoIntegral.Of(Shape + 1, Rate, S, B, 0, t);
        return t == 0 ? 0 : Math.Min(1, Math.Exp(Math.Log(Shape) + (Shape * Math.Log(Rate)) + (S * Math.Log(B)) + integral.Log));
    }

    /// <summary>P(n orders and alive at t) + P(n orders before a dropout at some u) (Fader and Hardie, note 013).</summary>
    internal double ProbabilityOfExactly(int n, double t)
    {
        if (t == 0)
        {
            return n == 0 ? 1 : 0;
        }

        var alive = NegativeBinomial.Mass(n, Shape, t / (Rate + t)) * Math.Exp(-S * LogSpace.Log1P(t / B));
        var c = Math.Min(Rate, B);
        var length = LogSpace.Log1P(t / c);
        var panels = Math.Clamp((int)Math.Ceiling(length * Math.Sqrt(n + 1)), 2, 256);
        var (nodes, weights) = GaussLegendre.Twenty;
        var died = 0.0;
        for (var panel = 0; panel < panels; panel++)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var u = c * LogSpace.ExpM1((panel + nodes[i]) * length / panels);
                died += weights[i] * (c + u) * NegativeBinomial.Mass(n, Shape, u / (Rate + u))
                    * S / (B + u) * Math.Exp(-S * LogSpace.Log1P(u / B));
            }
        }

        return Math.Min(1, alive + (died * length / panels));
    }

    /// <summary>R/A ∫₀^H (B/(B+t))^s e^(−δt) dt.</summary>
    internal double DiscountedPurchases(double horizon, double delta)
    {
        horizon = delta > 0 ? Math.Min(horizon, 50 / delta) : horizon;
        var length = LogSpace.Log1P(horizon / B);
        var panels = Math.Clamp((int)Math.Ceiling(Math.Max(length, Math.Min(S, 100) * length / 4)) + 4, 1, 256);
        var (nodes, weights) = GaussLegendre.Twenty;
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var v = (panel + nodes[i]) * length / panels;
                sum += weights[i] * Math.Exp(((1 - S) * v) - (delta * B * LogSpace.ExpM1(v)));
            }
        }

        return Shape / Rate * B * sum * length / panels;
    }

    /// <summary>
    /// Returns the t at which <see cref="ProbabilityOfOrder"/> reaches a probability, by bisection; null if it never does.
    /// </summary>
    internal Period? TimeOfOrder(double probability, TimeUnit unit)
    {
        var (low, high) = (0.0, PurchaseHistory.MaximumObservation);
        if (!(probability < ProbabilityOfOrder(high)))
        {
            return null;
        }

        for (var i = 0; i < 200 && high - low > 1e-12 * high; i++)
        {
            var middle = high > 4 * (low + 1e-6) ? Math.Sqrt(high * (low + 1e-6)) : (low + high) / 2;
            if (ProbabilityOfOrder(middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return new Period(high, unit);
    }
}
