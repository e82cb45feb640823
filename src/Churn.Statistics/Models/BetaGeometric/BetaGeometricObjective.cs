using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>
/// Minus the log-likelihood of BG/NBD (m = 0) and MBG/NBD (m = 1) with exact gradient and Hessian. The rows are not copied.
/// </summary>
internal readonly ref struct BetaGeometricObjective : IObjective
{
    /// <summary>
    /// Rows are summed in blocks of this size, and the blocks in sequence, so that the result is the same to the bit
    /// for any number of threads.
    /// </summary>
    private const int BlockRows = 65_536;

    private readonly HistoryColumns _rows;
    private readonly int _m;
    private readonly int _threads;
    private readonly double _buyers;
    private readonly RisingSums _purchases;
    private readonly RisingSums _survivals;
    private readonly BetaGeometricSums[] _blocks;

    internal BetaGeometricObjective(HistoryColumns rows, IReadOnlyDictionary<int, double> weightByCount, int m, int threads)
    {
        _rows = rows;
        (_m, _threads) = (m, threads);
        _buyers = weightByCount.Values.Sum();
        _purchases = new RisingSums(weightByCount, 1, 0);
        _survivals = new RisingSums(weightByCount, 1, m);
        _blocks = new BetaGeometricSums[(rows.Length + BlockRows - 1) / BlockRows];
    }

    public int Dimension => 4;

    public double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var s = SumRows(r, alpha, a, b);
        var inR = _purchases.At(r);
        var inB = _survivals.At(b);
        var inAB = _survivals.At(a + b);

        gradient[0] = -(s.GradientR + inR.First + (_buyers * Math.Log(alpha)));
        gradient[1] = -(s.GradientAlpha + (_buyers * r / alpha));
        gradient[2] = -((s.P / a) - inAB.First);
        gradient[3] = -(inB.First - inAB.First - s.PV);

        Span<double> upper =
        [
            s.RR + inR.Second, s.RAlpha + (_buyers / alpha), s.QDelta / a, -s.QDeltaV,
            s.AlphaAlpha - (_buyers * r / (alpha * alpha)), s.QSlope / a, -s.QSlopeV,
            ((s.Q - s.P) / (a * a)) - inAB.Second, (-s.QV / a) - inAB.Second,
            s.PQVV + inB.Second - inAB.Second,
        ];
        var next = 0;
        for (var i = 0; i < 4; i++)
        {
            for (var j = i; j < 4; j++)
            {
                hessian[(i * 4) + j] = hessian[(j * 4) + i] = -upper[next++];
            }
        }

        return -(s.Value + inR.Value + (_buyers * r * Math.Log(alpha)) + inB.Value - inAB.Value);
    }

    private BetaGeometricSums SumRows(double r, double alpha, double a, double b)
    {
        if (_threads > 1 && _blocks.Length > 1)
        {
            SumBlocksInParallel(r, alpha, a, b);
        }
        else
        {
            for (var block = 0; block < _blocks.Length; block++)
            {
                var start = block * BlockRows;
                _blocks[block] = BetaGeometricKernel.Sum(
                    _rows.Slice(start, Math.Min(BlockRows, _rows.Length - start)), r, alpha, a, b, _m);
            }
        }

        var total = default(BetaGeometricSums);
        foreach (ref readonly var block in _blocks.AsSpan())
        {
            total.Add(block);
        }

        return total;
    }

    /// <summary>Sums the blocks in parallel. Lambdas cannot capture spans, so the rows are pinned until the loop ends.</summary>
    private unsafe void SumBlocksInParallel(double r, double alpha, double a, double b)
    {
        fixed (int* x = _rows.X)
        fixed (double* tx = _rows.Tx, observed = _rows.T, weights = _rows.Weights)
        {
            var (px, ptx, pT, pw) = ((nint)x, (nint)tx, (nint)observed, (nint)weights);
            var (length, unit, m, blocks, weighted) = (_rows.Length, _rows.Unit, _m, _blocks, _rows.Weights.Length > 0);
            Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, block =>
            {
                var start = block * BlockRows;
                var count = Math.Min(BlockRows, length - start);
                var rows = new HistoryColumns(
                    new ReadOnlySpan<int>((int*)px + start, count),
                    new ReadOnlySpan<double>((double*)ptx + start, count),
                    new ReadOnlySpan<double>((double*)pT + start, count),
                    weighted ? new ReadOnlySpan<double>((double*)pw + start, count) : default,
                    unit);
                blocks[block] = BetaGeometricKernel.Sum(rows, r, alpha, a, b, m);
            });
        }
    }
}
