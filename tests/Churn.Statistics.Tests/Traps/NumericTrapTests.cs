using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Models.ParetoNbd;
using Churn.Statistics.Models.SpecialFunctions;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Traps;

/// <summary>The numeric traps of docs/model.md, by number. 15 and 16 stand with the descriptive metrics, 16 also here for money.</summary>
public class NumericTrapTests
{
    [Theory]
    [InlineData(180, 100, 104, -93.1362522)]
    [InlineData(500, 100, 104, 269.6450719)]
    public void Trap01_HundredsOfPurchases_HaveAFiniteLikelihood(int x, double tx, double T, double expected)
    {
        var rows = new HistoryColumns([x], [tx], [T], TimeUnit.Weeks);
        var objective = new BetaGeometricObjective(rows, HistorySummary.Of(rows).WeightByCount, 0, 1);

        var value = objective.Evaluate([0.2425967, 4.413659, 0.7929869, 2.426164], new double[4], new double[16]);

        Assert.Equal(expected, -value, 1e-6);
    }

    [Fact]
    public void Trap02_FourHundredPurchases_DoNotOverflowTheOdds()
    {
        var buyer = Published.Weeks(400, 5, 100);
        var alive = new double[8];
        var rows = new HistoryColumns(
            Enumerable.Repeat(400, 8).ToArray(),
            Enumerable.Repeat(5.0, 8).ToArray(),
            Enumerable.Repeat(100.0, 8).ToArray(),
            TimeUnit.Weeks);
        Published.BgThreeDigits.ProbabilityAlive(rows, alive);

        Assert.Equal(0, Published.BgThreeDigits.ProbabilityAlive(buyer), 1e-300);
        Assert.All(alive, p => Assert.InRange(p, 0, 1e-300));
        Assert.Equal(0, Published.Mbg.ExpectedPurchases(buyer, Period.Weeks(39)), 1e-200);
    }

    [Fact]
    public void Trap03_SeriesNearOne_EndsAndAgreesWithQuadrature()
    {
        // z = 0.95 is where the model changes from series to quadrature.
        var below = Published.Mbg.ExpectedPurchases(Period.Weeks(6.18308604 * 0.9499999 / 0.0500001));
        var above = Published.Mbg.ExpectedPurchases(Period.Weeks(6.18308604 * 0.9500001 / 0.0499999));

        Assert.Equal(1, above / below, 1e-5);
        Assert.True(above > below);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    [InlineData(1e-12)]
    public void Trap04_AroundAOfOneAndSOfOne_ExpectationsAreContinuous(double distance)
    {
        double Bg(double a) => new BgNbdModel(new BgNbdParameters(0.243, 4.414, a, 2.426, TimeUnit.Weeks))
            .ExpectedPurchases(Published.Buyer, Period.Weeks(39));
        double Pareto(double s) =>
            new ParetoNbdModel(new ParetoNbdParameters(0.5534, 10.5802, s, 11.6562, TimeUnit.Weeks)).ExpectedPurchases(Period.Weeks(52));

        Assert.Equal(Bg(1), (Bg(1 + distance) + Bg(1 - distance)) / 2, Math.Max(1e-13, distance * distance));
        Assert.Equal(Pareto(1), (Pareto(1 + distance) + Pareto(1 - distance)) / 2, Math.Max(1e-13, distance * distance));
        Assert.Equal(1.035029196, Pareto(1), 1e-9);
    }

    [Fact]
    public void Trap05_OneTimeBuyersWithSmallB_AreNoLogarithmOfANegative()
    {
        var model = new BgNbdModel(new BgNbdParameters(0.243, 4.414, 0.793, 0.4, TimeUnit.Weeks));

        Assert.Equal(1, model.ProbabilityAlive(Published.OneTimer));
        Assert.True(double.IsFinite(model.ExpectedPurchases(Published.OneTimer, Period.Weeks(39))));
    }

    [Fact]
    public void Trap06_FirstOrderTodayAndLastOrderToday_AreAnsweredAndTheFutureIsRefused()
    {
        foreach (var model in new IPurchaseModel[] { Published.BgThreeDigits, Published.Mbg, Published.Pareto })
        {
            var today = Published.Weeks(0, 0, 0);
            Assert.InRange(model.ProbabilityAlive(today), 0.6, 1);
            Assert.Equal(model.ExpectedPurchases(Period.Weeks(39)), model.ExpectedPurchases(today, Period.Weeks(39)), 1e-12);
            Assert.Equal(0, model.ExpectedPurchases(today, Period.Weeks(0)));
        }

        Assert.Equal(1, Published.Pareto.ProbabilityAlive(Published.Weeks(3, 30, 30)));
        Assert.False(PurchaseHistory.TryCreate(3, 30.01, 30, TimeUnit.Weeks, out _));
    }

    [Fact]
    public void Trap07_AlphaAroundBeta_ParetoIsContinuous()
    {
        double Alive(double beta) =>
            new ParetoNbdModel(new ParetoNbdParameters(0.55, 10.5, 0.6, beta, TimeUnit.Weeks)).ProbabilityAlive(Published.Buyer);

        Assert.Equal(Alive(10.5), (Alive(10.5 + 1e-7) + Alive(10.5 - 1e-7)) / 2, 1e-12);
        // For α = β, A0 is (α+tx)^−w − (α+T)^−w with w = r + s + x.
        var (alpha, w) = (10.5, 0.55 + 0.6 + 2);
        var a0 = Math.Pow(alpha + (213 / 7.0), -w) - Math.Pow(alpha + (272 / 7.0), -w);
        Assert.Equal(1 / (1 + (0.6 / w * Math.Pow(alpha + (272 / 7.0), w) * a0)), Alive(10.5), 1e-12);
    }

    [Fact]
    public void Trap08_HeavyBuyersOfClvTools_AreFinite()
    {
        var model = new ParetoNbdModel(new ParetoNbdParameters(0.5143, 2.8845, 0.2856, 14.1087, TimeUnit.Weeks));
        foreach (var (x, tx, T) in new[]
        {
            (221, 103.42857, 103.57143), (254, 97.14286, 97.28571), (161, 94.71429, 98), (204, 98.57143, 99.42857),
        })
        {
            Assert.InRange(model.ProbabilityAlive(Published.Weeks(x, tx, T)), 1e-9, 1);
            Assert.InRange(model.ExpectedPurchases(Published.Weeks(x, tx, T), Period.Weeks(52)), 1e-7, 200);
        }
    }

    [Fact]
    public void Trap09_ResidualPurchasesAtSOfOne_AreContinuous()
    {
        double Dert(double s) => new ParetoNbdModel(new ParetoNbdParameters(0.55, 10.5, s, 11, TimeUnit.Weeks))
            .DiscountedResidualPurchases(Published.Buyer, 0.15);

        Assert.Equal(Dert(1), (Dert(1 + 1e-6) + Dert(1 - 1e-6)) / 2, 1e-10);
    }

    [Fact]
    public void Trap10_DaysOrWeeks_GiveTheSameModel()
    {
        var simulated = Simulator.Mbg(91, 3000, 0.6, 8, 0.8, 1.5, 60, 90);
        var inDays = new HistoryRows(TimeUnit.Days);
        for (var i = 0; i < simulated.Count; i++)
        {
            inDays.Add(simulated[i].X, simulated[i].Tx * 7, simulated[i].T * 7);
        }

        var (weeks, days) = (MbgNbdFitter.Fit(simulated.Columns), MbgNbdFitter.Fit(inDays.Columns));

        Assert.Equal(weeks.Parameters!.Value.R, days.Parameters!.Value.R, 1e-6);
        Assert.Equal(weeks.Parameters.Value.Alpha, days.Parameters.Value.In(TimeUnit.Weeks).Alpha, 1e-5);
        Assert.Equal(weeks.Parameters.Value.B, days.Parameters.Value.B, 1e-5);
        Assert.Equal(
            new MbgNbdModel(weeks.Parameters.Value).ProbabilityAlive(Published.Buyer),
            new MbgNbdModel(days.Parameters.Value).ProbabilityAlive(Published.Buyer.In(TimeUnit.Days)),
            1e-7);
    }

    [Fact]
    public void Trap11_SeveralStarts_EndAtOneMaximum()
    {
        var rows = Simulator.Mbg(92, 3000, 0.6, 8, 0.8, 1.5, 60, 90);
        var own = MbgNbdFitter.Fit(rows.Columns).LogLikelihood!.Value;
        var random = new Random(92);
        for (var i = 0; i < 30; i++)
        {
            double Near(double center) => center * Math.Exp((4 * random.NextDouble()) - 2);
            var start = new MbgNbdParameters(Near(1), Near(10), Near(1), Near(2), TimeUnit.Weeks);
            var fit = MbgNbdFitter.Fit(rows.Columns, new FitOptions<MbgNbdParameters> { Starts = [start] });
            Assert.Equal(own, fit.LogLikelihood!.Value, 1e-6);
        }
    }

    [Fact]
    public void Trap13_ParametersInWeeksAskedInDays_Convert()
    {
        var inDays = new MbgNbdModel(Published.Mbg.Parameters.In(TimeUnit.Days));
        var buyer = Published.Buyer.In(TimeUnit.Days);

        Assert.Equal(Published.Mbg.ProbabilityAlive(Published.Buyer), Published.Mbg.ProbabilityAlive(buyer), 1e-14);
        Assert.Equal(Published.Mbg.ProbabilityAlive(Published.Buyer), inDays.ProbabilityAlive(Published.Buyer), 1e-13);
        Assert.Equal(
            Published.Mbg.ExpectedPurchases(buyer, Period.Days(273)),
            inDays.ExpectedPurchases(Published.Buyer, Period.Weeks(39)),
            1e-12);
    }

    [Fact]
    public void Trap14_Alpha_IsARate()
    {
        var model = new MbgNbdModel(new MbgNbdParameters(2, 100, 1e-5, 1e5, TimeUnit.Weeks));

        // With hardly any dropout the expectation is r/α a week. If α were a scale, it would be rα.
        Assert.Equal(2.0 / 100 * 10, model.ExpectedPurchases(Period.Weeks(10)), 1e-6);
    }

    [Fact]
    public void Trap16_SpendOfNothing_IsNoDivision()
    {
        var spend = new Churn.Statistics.Models.GammaGamma.SpendHistories();

        Assert.Null(spend.CorrelationWithFrequency());
        Assert.Equal(FitReason.TooLittleData, Churn.Statistics.Models.GammaGamma.GammaGammaFitter.Fit(spend).Reason);
    }

    [Fact]
    public void LogSpace_Extremes_StayExact()
    {
        Assert.Equal(1e-20, LogSpace.Log1P(1e-20));
        Assert.Equal(1e-20, LogSpace.ExpM1(1e-20));
        Assert.Equal(-1, LogSpace.ExpM1(-800));
        Assert.Equal(1000 + Math.Log(2), LogSpace.LogAddExp(1000, 1000), 1e-12);
        Assert.Equal(5, LogSpace.LogAddExp(5, double.NegativeInfinity));
        Assert.Equal(0, LogSpace.Sigmoid(-800), 1e-300);
        Assert.Equal(1, LogSpace.Sigmoid(800));
    }
}
