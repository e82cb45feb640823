using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.BgBb;

/// <summary>ln L(x, tx, n): alive at n, or dropped out before one of the opportunities after the last used.</summary>
internal static class BgBbLikelihood
{
    /// <summary>Adds <paramref name="weight"/> times the gradient; returns ln L unweighted.</summary>
    internal static double Of(ReadOnlySpan<double> p, OpportunityHistory h, double weight, Span<double> gradient)
    {
        Span<double> best = stackalloc double[4];
        Span<double> term = stackalloc double[4];
        var log = Term(p, h.X, h.N - h.X, 0, h.N, best);
        for (var i = 0; i < h.N - h.Tx; i++)
        {
            var next = Term(p, h.X, h.Tx - h.X + i, 1, h.Tx + i, term);
            var share = LogSpace.Sigmoid(next - log);
            log = LogSpace.LogAddExp(log, next);
            for (var j = 0; j < 4; j++)
            {
                best[j] += share * (term[j] - best[j]);
            }
        }

        for (var j = 0; j < gradient.Length; j++)
        {
            gradient[j] += weight * best[j];
        }

        return log;
    }

    /// <summary>ln of B(α+u, β+v)/B(α, β)·B(γ+f, δ+g)/B(γ, δ) and its gradient.</summary>
    private static double Term(ReadOnlySpan<double> p, int u, int v, int f, int g, Span<double> gradient)
    {
        (gradient[0], gradient[1]) = Slopes(p[0], p[1], u, v);
        (gradient[2], gradient[3]) = Slopes(p[2], p[3], f, g);
        return LogRatio(p[0], p[1], u, v) + LogRatio(p[2], p[3], f, g);
    }

    private static double LogRatio(double a, double b, int u, int v) =>
        GammaFunctions.LogRising(a, u) + GammaFunctions.LogRising(b, v) - GammaFunctions.LogRising(a + b, u + v);

    private static (double A, double B) Slopes(double a, double b, int u, int v)
    {
        var both = GammaFunctions.Digamma(a + b + u + v) - GammaFunctions.Digamma(a + b);
        return (
            GammaFunctions.Digamma(a + u) - GammaFunctions.Digamma(a) - both,
            GammaFunctions.Digamma(b + v) - GammaFunctions.Digamma(b) - both);
    }
}
