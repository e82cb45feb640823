using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>
/// The pass over the buyers that takes most of a fit's time: three logarithms and one exponential per row, eight rows at once.
/// </summary>
internal static class BetaGeometricKernel
{
    /// <summary>
    /// Sums over rows of ln[(α+T)^−(r+x) + a/(b+x+m−1)·(α+tx)^−(r+x)] and its derivatives; m is 1 for MBG/NBD and 0 for BG/NBD, where
    /// one-time buyers lack the second term.
    /// </summary>
    internal static BetaGeometricSums Sum(HistoryColumns rows, double r, double alpha, double a, double b, int m)
    {
        var whole = rows.Length - (rows.Length % VectorRows.Width);
        var sums = SumWhole(rows.Slice(0, whole), r, alpha, a, b, m);
        var left = rows.Length - whole;
        if (left > 0)
        {
            Span<int> x = stackalloc int[VectorRows.Width];
            Span<double> tx = stackalloc double[VectorRows.Width];
            Span<double> observed = stackalloc double[VectorRows.Width];
            Span<double> weights = stackalloc double[VectorRows.Width];
            x.Clear();
            tx.Clear();
            observed.Clear();
            weights.Clear();
            rows.X[whole..].CopyTo(x);
            rows.Tx[whole..].CopyTo(tx);
            rows.T[whole..].CopyTo(observed);
            for (var i = 0; i < left; i++)
            {
                weights[i] = rows.WeightOf(whole + i);
            }

            sums.Add(SumWhole(new HistoryColumns(x, tx, observed, weights, rows.Unit), r, alpha, a, b, m));
        }

        return sums;
    }

    /// <summary>
    /// Sums whole vectors. The method is long because every accumulator must be a local variable to stay in a register. It is fully
    /// optimised at its first call, because unoptimised vector code is slower than scalar code.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static BetaGeometricSums SumWhole(HistoryColumns rows, double r, double alpha, double a, double b, int m)
    {
        Vector512<double> value = default, gradientR = default, gradientAlpha = default, sumP = default, sumPV = default;
        Vector512<double> rr = default, rAlpha = default, qDelta = default, qDeltaV = default, alphaAlpha = default;
        Vector512<double> qSlope = default, qSlopeV = default, sumQ = default, sumQV = default, pqvv = default;
        var one = Vector512<double>.One;
        var (vR, vAlpha) = (Vector512.Create(r), Vector512.Create(alpha));
        var (vA, vB) = (Vector512.Create(Math.Log(a)), Vector512.Create(b + m - 1));
        var dropsAtZero = Vector512.Create(m == 1 ? -1.0 : 0.5);
        var weighted = rows.Weights.Length > 0;
        for (var i = 0; i < rows.Length; i += VectorRows.Width)
        {
            var w = weighted ? VectorRows.Load(rows.Weights, i) : one;
            var x = VectorRows.Load(rows.X, i);
            var atEnd = vAlpha + VectorRows.Load(rows.T, i);
            var atLast = vAlpha + VectorRows.Load(rows.Tx, i);
            var (uEnd, uLast) = (one / atEnd, one / atLast);
            var shape = vR + x;
            var logEnd = Vector512.Log(atEnd);
            var delta = Vector512.Log(atEnd * uLast);
            var mayDrop = Vector512.GreaterThan(x, dropsAtZero);
            var odds = Vector512.ConditionalSelect(mayDrop, vB + x, one);
            var v = one / odds;
            var d = vA - Vector512.Log(odds) + (shape * delta);
            var e = Vector512.Exp(-Vector512.Abs(d));
            var inverse = one / (one + e);
            var p = Vector512.ConditionalSelect(Vector512.GreaterThan(d, Vector512<double>.Zero), inverse, e * inverse);
            var softplus = Vector512.Max(d, Vector512<double>.Zero) + Vector512.Log(one + e);
            p = Vector512.ConditionalSelect(mayDrop, p, Vector512<double>.Zero);
            softplus = Vector512.ConditionalSelect(mayDrop, softplus, Vector512<double>.Zero);

            var q = p * e * inverse;
            q = Vector512.ConditionalSelect(Vector512.GreaterThan(d, Vector512<double>.Zero), q, p * inverse);
            var (wp, wq) = (w * p, w * q);
            var difference = uEnd - uLast;
            var slope = shape * difference;
            value += w * (softplus - (shape * logEnd));
            gradientR += (wp * delta) - (w * logEnd);
            gradientAlpha += (wp * slope) - (w * shape * uEnd);
            sumP += wp;
            sumPV += wp * v;
            rr += wq * delta * delta;
            rAlpha += (wp * difference) - (w * uEnd) + (wq * delta * slope);
            qDelta += wq * delta;
            qDeltaV += wq * delta * v;
            alphaAlpha += (shape * ((w * uEnd * uEnd) - (wp * difference * (uEnd + uLast)))) + (wq * slope * slope);
            qSlope += wq * slope;
            qSlopeV += wq * slope * v;
            sumQ += wq;
            sumQV += wq * v;
            pqvv += (wp + wq) * v * v;
        }

        return new BetaGeometricSums
        {
            Value = Vector512.Sum(value),
            GradientR = Vector512.Sum(gradientR),
            GradientAlpha = Vector512.Sum(gradientAlpha),
            P = Vector512.Sum(sumP),
            PV = Vector512.Sum(sumPV),
            RR = Vector512.Sum(rr),
            RAlpha = Vector512.Sum(rAlpha),
            QDelta = Vector512.Sum(qDelta),
            QDeltaV = Vector512.Sum(qDeltaV),
            AlphaAlpha = Vector512.Sum(alphaAlpha),
            QSlope = Vector512.Sum(qSlope),
            QSlopeV = Vector512.Sum(qSlopeV),
            Q = Vector512.Sum(sumQ),
            QV = Vector512.Sum(sumQV),
            PQVV = Vector512.Sum(pqvv),
        };
    }
}
