using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Models.MbgCnbdK;
using Churn.Statistics.Models.Nbd;
using Churn.Statistics.Models.ParetoNbd;
using Churn.Statistics.Models.ShiftedBetaGeometric;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Optimization;

public class DerivativeTests
{
    private static readonly double[] Point = [0.7, 5.5, 0.9, 1.7];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void BetaGeometric_GradientAndHessian_EqualDifferences(int m)
    {
        var rows = Simulator.Mbg(81, 203, 0.8, 6, 0.8, 2, 20, 60);
        Check(
            (p, g, h) => new BetaGeometricObjective(rows.Columns, HistorySummary.Of(rows.Columns).WeightByCount, m, 1).Evaluate(p, g, h),
            Point);
    }

    [Fact]
    public void Nbd_GradientAndHessian_EqualDifferences()
    {
        var rows = Simulator.Mbg(82, 203, 0.8, 6, 0.8, 2, 20, 60);
        Check((p, g, h) => new NbdObjective(rows.Columns, HistorySummary.Of(rows.Columns)).Evaluate(p, g, h), Point[..2]);
    }

    [Fact]
    public void ParetoNbd_GradientAndHessian_EqualDifferences()
    {
        var groups = Simulator.Mbg(83, 103, 0.8, 6, 0.8, 2, 20, 60).Grouped();
        var objective = new ParetoNbdObjective(groups, HistorySummary.Of(groups.Columns));
        Check((p, g, h) => objective.Evaluate(p, g, h), [0.7, 5.5, 0.9, 12]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void MbgCnbdK_GradientAndHessian_EqualDifferences(int k)
    {
        var groups = Simulator.Mbg(84, 103, 0.8, 6, 0.8, 2, 20, 60).Grouped();
        var objective = new MbgCnbdKObjective(groups, HistorySummary.Of(groups.Columns), k);
        Check((p, g, h) => objective.Evaluate(p, g, h), Point);
    }

    [Fact]
    public void GammaGamma_GradientAndHessian_EqualDifferences()
    {
        var spend = new SpendHistories();
        for (var i = 1; i < 40; i++)
        {
            spend.Add(1 + (i % 5), 10 + i);
        }

        var objective = new GammaGammaObjective(spend, 20);
        Check((p, g, h) => objective.Evaluate(p, g, h), [5, 3.5, 0.8]);
    }

    [Fact]
    public void ShiftedBetaGeometric_GradientAndHessian_EqualDifferences()
    {
        var contracts = new ContractHistories();
        contracts.AddEnded(1, 30);
        contracts.AddEnded(3, 12);
        contracts.AddRunning(0, 5);
        contracts.AddRunning(4, 50);
        var objective = new ShiftedBetaGeometricObjective(contracts);
        Check((p, g, h) => objective.Evaluate(p, g, h), [0.7, 2.5]);
    }

    private delegate double Objective(double[] parameters, double[] gradient, double[] hessian);

    private static void Check(Objective evaluate, double[] point)
    {
        var n = point.Length;
        var (gradient, hessian, ignored) = (new double[n], new double[n * n], new double[n * n]);
        evaluate(point, gradient, hessian);
        for (var i = 0; i < n; i++)
        {
            var (up, down) = ((double[])point.Clone(), (double[])point.Clone());
            var (gradientUp, gradientDown) = (new double[n], new double[n]);
            var step = 1e-5 * point[i];
            (up[i], down[i]) = (point[i] + step, point[i] - step);
            var difference = (evaluate(up, gradientUp, ignored) - evaluate(down, gradientDown, ignored)) / (2 * step);
            Assert.True(
                Math.Abs(difference - gradient[i]) < 1e-5 * (1 + Math.Abs(difference)),
                $"Gradient {i}: the difference is {difference}, the derivative {gradient[i]}.");
            for (var j = 0; j < n; j++)
            {
                var second = (gradientUp[j] - gradientDown[j]) / (2 * step);
                var here = hessian[(i * n) + j];
                Assert.True(
                    Math.Abs(second - here) < 1e-4 * (1 + Math.Abs(second)),
                    $"Hessian {i}, {j}: the difference is {second}, the derivative {here}.");
            }
        }
    }
}
