using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>
/// Computes the answers of <see cref="BetaGeometricModel"/> for many rows, eight at a time. Rows outside the range of the series
/// are computed by the scalar code.
/// </summary>
internal readonly ref struct BetaGeometricBatch
{
    /// <summary>Maximum number of terms of the series: enough for 1e-12 at z = 0.95. The coefficients are the same for all rows.</summary>
    private const int MaximumTerms = 512;

    /// <summary>Relative size of the terms left out.</summary>
    private const double Precision = 1e-13;

    /// <summary>
    /// The precision within the discount integral. It can be lower there, because the integral is only a correction of about δH, a tenth,
    /// to the undiscounted expectation.
    /// </summary>
    private const double NodePrecision = 1e-10;

    private readonly BetaGeometricModel _model;
    private readonly Span<double> _coefficients;
    private readonly double _excess;
    private readonly double _epsilon;

    /// <param name="coefficients">Working memory of <see cref="Scratch"/> numbers, on the caller's stack.</param>
    internal BetaGeometricBatch(BetaGeometricModel model, Span<double> coefficients)
    {
        (_model, _epsilon) = (model, model.A - 1);
        _excess = model.A + model.B + model.M - 1 - model.R;
        _coefficients = coefficients;
        for (var k = 1; k < MaximumTerms; k++)
        {
            coefficients[k] = (_excess + k) * (_epsilon + k) / (k + 1);
        }
    }

    internal static int Scratch => MaximumTerms;

    /// <summary>Computes P(alive), and P(no order within h) and E[purchases within t] if their spans are given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Score(HistoryColumns rows, double horizon, double period, Span<double> alive, Span<double> noOrder, Span<double> expected)
    {
        RowByRow.ThrowIfShorter(rows, alive, noOrder.Length == 0 ? alive : noOrder, expected.Length == 0 ? alive : expected);
        var scale = TimeUnits.Factor(rows.Unit, _model.Unit);
        var whole = rows.Length - (rows.Length % VectorRows.Width);
        for (var i = 0; i < whole; i += VectorRows.Width)
        {
            var x = VectorRows.Load(rows.X, i);
            var rate = Vector512.Create(_model.Alpha) + (VectorRows.Load(rows.T, i) * scale);
            var pAlive = Alive(x, VectorRows.Load(rows.Tx, i) * scale, rate);
            Store(alive, i, pAlive);
            if (noOrder.Length > 0)
            {
                var log = Vector512.Log((rate + Vector512.Create(horizon)) / rate);
                var none = Vector512.Exp(-(Vector512.Create(_model.R) + x) * log);
                Store(noOrder, i, Vector512<double>.One - (pAlive * (Vector512<double>.One - none)));
            }

            if (expected.Length > 0)
            {
                Store(expected, i, pAlive * Expected(x, rate, period));
            }
        }

        for (var i = whole; i < rows.Length; i++)
        {
            var h = new PurchaseHistory(rows.X[i], rows.Tx[i], rows.T[i], rows.Unit);
            alive[i] = _model.ProbabilityAlive(h);
            if (noOrder.Length > 0)
            {
                noOrder[i] = _model.ProbabilityOfNoOrder(h, new Period(horizon, _model.Unit));
            }

            if (expected.Length > 0)
            {
                expected[i] = _model.ExpectedPurchases(h, new Period(period, _model.Unit));
            }
        }
    }

    /// <summary>See <see cref="BetaGeometricProcess.DiscountedPurchases"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Discount(HistoryColumns rows, double horizon, double delta, double annualRate, Span<double> discounted)
    {
        RowByRow.ThrowIfShorter(rows, discounted, discounted, discounted);
        var scale = TimeUnits.Factor(rows.Unit, _model.Unit);
        var whole = rows.Length - (rows.Length % VectorRows.Width);
        var (nodes, weights) = delta * horizon < 1 ? SpecialFunctions.GaussLegendre.Six : SpecialFunctions.GaussLegendre.Twenty;
        for (var i = 0; i < whole; i += VectorRows.Width)
        {
            var x = VectorRows.Load(rows.X, i);
            var rate = Vector512.Create(_model.Alpha) + (VectorRows.Load(rows.T, i) * scale);
            var total = Expected(x, rate, horizon) * Math.Exp(-delta * horizon);
            var reach = Vector512.Log((rate + Vector512.Create(horizon)) / rate);
            for (var node = 0; node < nodes.Length && delta > 0; node++)
            {
                var after = rate * Vector512.Exp(reach * nodes[node]);
                var t = after - rate;
                total += Vector512.Create(delta * weights[node]) * reach * after * Vector512.Exp(t * -delta)
                    * Expected(x, rate, t, NodePrecision);
            }

            Store(discounted, i, total * Alive(x, VectorRows.Load(rows.Tx, i) * scale, rate));
        }

        for (var i = whole; i < rows.Length; i++)
        {
            discounted[i] = _model.DiscountedPurchases(
                new PurchaseHistory(rows.X[i], rows.Tx[i], rows.T[i], rows.Unit), new Period(horizon, _model.Unit), annualRate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<double> values, int row, Vector512<double> value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)row);

    /// <summary>Computes P(alive). An exponential that overflows gives odds of ∞ and P(alive) = 0, which is correct.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<double> Alive(Vector512<double> x, Vector512<double> tx, Vector512<double> rate)
    {
        var one = Vector512<double>.One;
        var mayDrop = Vector512.GreaterThan(x, Vector512.Create(_model.M == 1 ? -1.0 : 0.5));
        var log = Vector512.Log(rate / (Vector512.Create(_model.Alpha) + tx));
        var exponent = Vector512.Min((Vector512.Create(_model.R) + x) * log, Vector512.Create(700.0));
        var odds = Vector512.Create(_model.A) / (Vector512.Create(_model.B + _model.M - 1) + x) * Vector512.Exp(exponent);
        return Vector512.ConditionalSelect(mayDrop, one / (one + odds), one);
    }

    private Vector512<double> Expected(Vector512<double> x, Vector512<double> rate, double t) =>
        Expected(x, rate, Vector512.Create(t), Precision);

    /// <summary>The series of <see cref="BetaGeometricProcess.ExpectedPurchases"/>, two terms for one division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<double> Expected(Vector512<double> x, Vector512<double> rate, Vector512<double> t, double precision)
    {
        var one = Vector512<double>.One;
        var z = t / (rate + t);
        var c = Vector512.Create(_model.A + _model.B + _model.M - 1) + x;
        var shape = Vector512.Create(_model.R) + x;
        if (_model.A > BetaGeometricProcess.LargestA
            || _excess < BetaGeometricProcess.SmallestExcess
            || Vector512.GreaterThanAny(z, Vector512.Create(BetaGeometricProcess.LargestZ))
            || Vector512.GreaterThanAny(c, shape * BetaGeometricProcess.LargestRatio))
        {
            return ExpectedOneByOne(x, rate, t);
        }

        var length = Vector512.Log((rate + t) / rate);
        var power = Vector512.Exp(length * -_epsilon);
        var first = c * (Math.Abs(_epsilon) > 0.05 ? (one - power) / _epsilon : length * SmallExponent(length * -_epsilon));
        var term = z * _excess;
        var sum = term;
        var smallest = Vector512.Abs(first) * precision * (one - z);
        for (var k = 1; k + 1 < MaximumTerms; k += 2)
        {
            var (ck, next) = (c + Vector512.Create((double)k), c + Vector512.Create(k + 1.0));
            var step = term * z / (ck * next);
            var odd = step * next * _coefficients[k];
            term = step * z * (_coefficients[k] * _coefficients[k + 1]);
            sum += odd + term;
            if (!Vector512.GreaterThanAny(Vector512.Abs(term), smallest))
            {
                break;
            }
        }

        return Vector512.Max(first - (power * sum), Vector512<double>.Zero);
    }

    private Vector512<double> ExpectedOneByOne(Vector512<double> x, Vector512<double> rate, Vector512<double> t)
    {
        Span<double> results = stackalloc double[VectorRows.Width];
        for (var i = 0; i < VectorRows.Width; i++)
        {
            var process = new BetaGeometricProcess(_model.R + x[i], rate[i], _model.A, _model.B + x[i] + _model.M, _model.Unit);
            results[i] = process.ExpectedPurchases(t[i]);
        }

        return VectorRows.Load(results, 0);
    }

    /// <summary>expm1(y)/y by its series for |y| ≤ 0.15: ten terms leave 1e-17.</summary>
    private static Vector512<double> SmallExponent(Vector512<double> y)
    {
        var sum = Vector512<double>.One;
        for (var k = 11; k > 1; k--)
        {
            sum = Vector512<double>.One + (y * sum / k);
        }

        return sum;
    }
}
