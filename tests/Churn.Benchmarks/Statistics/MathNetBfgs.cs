using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Churn.Benchmarks.Statistics;

/// <summary>Runs MathNet's BFGS on our own objective. Our Newton method is measured against it.</summary>
internal static class MathNetBfgs
{
    internal static (double LogLikelihood, int Evaluations, string End) Fit(GroupedHistories groups, double[] start)
    {
        var evaluations = 0;
        var weights = HistorySummary.Of(groups.Columns).WeightByCount;
        var (gradient, hessian) = (new double[4], new double[16]);
        (double, Vector<double>) Evaluate(Vector<double> logs)
        {
            evaluations++;
            var natural = logs.Map(Math.Exp).ToArray();
            var value = new BetaGeometricObjective(groups.Columns, weights, 1, 1).Evaluate(natural, gradient, hessian);
            return (value / groups.Buyers, Vector<double>.Build.Dense(4, i => gradient[i] * natural[i] / groups.Buyers));
        }

        var from = Vector<double>.Build.Dense([.. start.Select(value => Math.Log(value))]);
        try
        {
            var end = new BfgsMinimizer(1e-8, 1e-8, 1e-14, 1000).FindMinimum(ObjectiveFunction.Gradient(Evaluate), from);
            return (-end.FunctionInfoAtMinimum.Value * groups.Buyers, evaluations, end.ReasonForExit.ToString());
        }
        catch (Exception exception) when (exception is OptimizationException or MathNet.Numerics.NumericalBreakdownException)
        {
            return (double.NegativeInfinity, evaluations, exception.GetType().Name);
        }
    }
}
