using Churn.Statistics.Histories;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Churn.Benchmarks.Statistics;

/// <summary>
/// MBG/NBD as one would write it first: the likelihood as printed, row by row, under a derivative-free optimiser, and forecasts by the
/// plain 2F1 series.
/// </summary>
internal static class PlainMbgNbd
{
    internal static double LogLikelihood(HistoryColumns rows, double r, double alpha, double a, double b)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, tx, T) = (rows.X[i], rows.Tx[i], rows.T[i]);
            var first = -(r + x) * Math.Log(alpha + T);
            var second = Math.Log(a) - Math.Log(b + x) - ((r + x) * Math.Log(alpha + tx));
            var high = Math.Max(first, second);
            sum += SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + (r * Math.Log(alpha))
                + SpecialFunctions.GammaLn(a + b) + SpecialFunctions.GammaLn(b + x + 1)
                - SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b + x + 1)
                + high + Math.Log(Math.Exp(first - high) + Math.Exp(second - high));
        }

        return sum;
    }

    internal static (double[] Parameters, int Evaluations, double LogLikelihood) Fit(int[] x, double[] tx, double[] observed)
    {
        var evaluations = 0;
        double Value(Vector<double> logs)
        {
            evaluations++;
            var columns = new HistoryColumns(x, tx, observed, TimeUnit.Days);
            return -LogLikelihood(columns, Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3])) / x.Length;
        }

        var start = Vector<double>.Build.Dense([Math.Log(1), Math.Log(30), 0, 0]);
        var end = new NelderMeadSimplex(1e-9, 5000).FindMinimum(ObjectiveFunction.Value(Value), start);
        return ([.. end.MinimizingPoint.Select(Math.Exp)], evaluations, -end.FunctionInfoAtMinimum.Value * x.Length);
    }

    internal static (double Alive, double NoOrder, double Expected) Score(
        double r, double alpha, double a, double b, int x, double tx, double T, double horizon, double period)
    {
        var alive = 1 / (1 + (a / (b + x) * Math.Pow((alpha + T) / (alpha + tx), r + x)));
        var none = 1 - (alive * (1 - Math.Pow((alpha + T) / (alpha + T + horizon), r + x)));
        return (alive, none, alive * Expected(r, alpha, a, b, x, T, period));
    }

    internal static double Discounted(double r, double alpha, double a, double b, int x, double tx, double T, double monthlyRate)
    {
        var alive = 1 / (1 + (a / (b + x) * Math.Pow((alpha + T) / (alpha + tx), r + x)));
        var (sum, before) = (0.0, 0.0);
        for (var month = 1; month <= 12; month++)
        {
            var until = Expected(r, alpha, a, b, x, T, month * 365 / 12.0);
            sum += (until - before) / Math.Pow(1 + monthlyRate, month);
            before = until;
        }

        return alive * sum;
    }

    private static double Expected(double r, double alpha, double a, double b, int x, double T, double t)
    {
        var z = t / (alpha + T + t);
        var (sum, term) = (1.0, 1.0);
        for (var k = 0; k < 5000 && term > 1e-13 * sum; k++)
        {
            term *= (r + x + k) * (b + x + 1 + k) / ((a + b + x + k) * (k + 1)) * z;
            sum += term;
        }

        return (a + b + x) / (a - 1) * (1 - (Math.Pow((alpha + T) / (alpha + T + t), r + x) * sum));
    }
}
