using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Churn.Statistics.Fitting;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.GammaGamma;

/// <summary>
/// Minus the Gamma-Gamma log-likelihood with exact derivatives. It takes one logarithm per row, and the gamma
/// functions once per distinct count.
/// </summary>
internal sealed class GammaGammaObjective : IObjective
{
    private readonly double[] _counts;
    private readonly double[] _spend;
    private readonly double[] _weights;
    private readonly (double Count, double Weight)[] _byCount;
    private readonly double _logMeans;
    private readonly double _countedLogs;

    /// <param name="scale">Means are divided by this number, so that γ is near one in every currency.</param>
    internal GammaGammaObjective(SpendHistories histories, double scale)
    {
        var padded = (histories.Count + VectorRows.Width - 1) / VectorRows.Width * VectorRows.Width;
        (_counts, _spend, _weights) = (new double[padded], new double[padded], new double[padded]);
        var byCount = new SortedDictionary<int, double>();
        var row = 0;
        foreach (var ((count, mean), weight) in histories.Weights)
        {
            (_counts[row], _spend[row], _weights[row]) = (count, count * (mean / scale), weight);
            byCount[count] = byCount.GetValueOrDefault(count) + weight;
            _logMeans += weight * Math.Log(mean / scale);
            _countedLogs += weight * count * Math.Log(_spend[row]);
            Buyers += weight;
            row++;
        }

        _byCount = [.. byCount.Select(pair => ((double)pair.Key, pair.Value))];
    }

    public int Dimension => 3;

    internal double Buyers { get; }

    public double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian)
    {
        var (p, q, gamma) = (parameters[0], parameters[1], parameters[2]);
        var (rising, riseP, riseQ, pp, pq, qq) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (x, n) in _byCount)
        {
            rising += n * GammaFunctions.LogRising(p * x, q);
            var (digamma, trigamma) = (GammaFunctions.Digamma((p * x) + q), GammaFunctions.Trigamma((p * x) + q));
            riseP += n * x * (digamma - GammaFunctions.Digamma(p * x));
            riseQ += n * digamma;
            pp += n * x * x * (trigamma - GammaFunctions.Trigamma(p * x));
            pq += n * x * trigamma;
            qq += n * trigamma;
        }

        var s = SumRows(p, q, gamma);
        gradient[0] = -(riseP + _countedLogs - s.CountedLogs);
        gradient[1] = -(riseQ - (Buyers * GammaFunctions.Digamma(q)) + (Buyers * Math.Log(gamma)) - s.Logs);
        gradient[2] = -((Buyers * q / gamma) - (p * s.CountedInverses) - (q * s.Inverses));
        hessian[0] = -pp;
        hessian[1] = hessian[3] = -pq;
        hessian[2] = hessian[6] = s.CountedInverses;
        hessian[4] = -(qq - (Buyers * GammaFunctions.Trigamma(q)));
        hessian[5] = hessian[7] = -((Buyers / gamma) - s.Inverses);
        hessian[8] = -(s.Squares - (Buyers * q / (gamma * gamma)));
        return -(rising - (Buyers * GammaFunctions.LogGamma(q)) + (Buyers * q * Math.Log(gamma))
            + (p * _countedLogs) - _logMeans - (p * s.CountedLogs) - (q * s.Logs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Logs, double CountedLogs, double Inverses, double CountedInverses, double Squares) SumRows(
        double p, double q, double gamma)
    {
        Vector512<double> logs = default, countedLogs = default, inverses = default, countedInverses = default, squares = default;
        for (var i = 0; i < _counts.Length; i += VectorRows.Width)
        {
            var (x, w) = (VectorRows.Load(_counts, i), VectorRows.Load(_weights, i));
            var total = Vector512.Create(gamma) + VectorRows.Load(_spend, i);
            var log = w * Vector512.Log(total);
            var inverse = Vector512<double>.One / total;
            logs += log;
            countedLogs += log * x;
            inverses += w * inverse;
            countedInverses += w * inverse * x;
            squares += w * inverse * inverse * ((x * p) + Vector512.Create(q));
        }

        return (
            Vector512.Sum(logs),
            Vector512.Sum(countedLogs),
            Vector512.Sum(inverses),
            Vector512.Sum(countedInverses),
            Vector512.Sum(squares));
    }
}
