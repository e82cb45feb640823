using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.Nbd;

/// <summary>Minus the NBD's log-likelihood of the purchase times, comparable with the models that have dropout.</summary>
internal readonly ref struct NbdObjective : IObjective
{
    private readonly HistoryColumns _rows;
    private readonly double _buyers;
    private readonly RisingSums _purchases;

    internal NbdObjective(HistoryColumns rows, HistorySummary summary)
    {
        _rows = rows;
        _buyers = summary.Buyers;
        _purchases = new RisingSums(summary.WeightByCount, 1, 0);
    }

    public int Dimension => 2;

    public double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian)
    {
        var (r, alpha) = (parameters[0], parameters[1]);
        var s = SumRows(r, alpha);
        var inR = _purchases.At(r);
        gradient[0] = -(inR.First + (_buyers * Math.Log(alpha)) - s.Logs);
        gradient[1] = -((_buyers * r / alpha) - s.ShapesInverse);
        hessian[0] = -inR.Second;
        hessian[1] = hessian[2] = -((_buyers / alpha) - s.Inverses);
        hessian[3] = -(s.ShapesSquares - (_buyers * r / (alpha * alpha)));
        return -(inR.Value + (_buyers * r * Math.Log(alpha)) - s.ShapesLogs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Logs, double ShapesLogs, double Inverses, double ShapesInverse, double ShapesSquares) SumRows(double r, double alpha)
    {
        Vector512<double> logs = default, shapesLogs = default, inverses = default, shapesInverse = default, shapesSquares = default;
        var weighted = _rows.Weights.Length > 0;
        var whole = _rows.Length - (_rows.Length % VectorRows.Width);
        for (var i = 0; i < whole; i += VectorRows.Width)
        {
            var w = weighted ? VectorRows.Load(_rows.Weights, i) : Vector512<double>.One;
            var atEnd = Vector512.Create(alpha) + VectorRows.Load(_rows.T, i);
            var shape = w * (Vector512.Create(r) + VectorRows.Load(_rows.X, i));
            var log = Vector512.Log(atEnd);
            var inverse = Vector512<double>.One / atEnd;
            logs += w * log;
            shapesLogs += shape * log;
            inverses += w * inverse;
            shapesInverse += shape * inverse;
            shapesSquares += shape * inverse * inverse;
        }

        var sums = (
            Vector512.Sum(logs),
            Vector512.Sum(shapesLogs),
            Vector512.Sum(inverses),
            Vector512.Sum(shapesInverse),
            Vector512.Sum(shapesSquares));
        for (var i = whole; i < _rows.Length; i++)
        {
            var w = _rows.WeightOf(i);
            var atEnd = alpha + _rows.T[i];
            var shape = w * (r + _rows.X[i]);
            sums.Item1 += w * Math.Log(atEnd);
            sums.Item2 += shape * Math.Log(atEnd);
            sums.Item3 += w / atEnd;
            sums.Item4 += shape / atEnd;
            sums.Item5 += shape / (atEnd * atEnd);
        }

        return sums;
    }
}
