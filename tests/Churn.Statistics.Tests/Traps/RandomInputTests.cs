using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Models.MbgCnbdK;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Models.Nbd;
using Churn.Statistics.Models.ParetoNbd;
using Churn.Statistics.Models.ShiftedBetaGeometric;

namespace Churn.Statistics.Tests.Traps;

/// <summary>100,000 random valid inputs of all models, extremes included, give no NaN, no infinity, only probabilities in [0, 1].</summary>
public class RandomInputTests
{
    private delegate IPurchaseModel Make(double r, double alpha, double a, double b);

    public static TheoryData<string, int> Models => new()
    {
        { "mbg", 40_000 }, { "bg", 25_000 }, { "nbd", 10_000 }, { "pareto", 2_000 }, { "cnbd", 400 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Answers_RandomValidInputs_AreFinite(string name, int cases)
    {
        const int seed = 101;
        var random = new Random(seed);
        Make make = name switch
        {
            "mbg" => (r, alpha, a, b) => new MbgNbdModel(new MbgNbdParameters(r, alpha, a, b, Unit(random))),
            "bg" => (r, alpha, a, b) => new BgNbdModel(new BgNbdParameters(r, alpha, a, b, Unit(random))),
            "nbd" => (r, alpha, _, _) => new NbdModel(new NbdParameters(r, alpha, Unit(random))),
            "pareto" => (r, alpha, s, beta) => new ParetoNbdModel(new ParetoNbdParameters(r, alpha, s, beta, Unit(random))),
            _ => (r, alpha, a, b) => new MbgCnbdKModel(new MbgCnbdKParameters(1 + random.Next(4), r, alpha, a, b, Unit(random))),
        };
        for (var i = 0; i < cases; i++)
        {
            var model = make(Parameter(random), Parameter(random), Parameter(random), Parameter(random));
            var history = History(random);
            var period = new Period(random.Next(8) == 0 ? 0 : LogUniform(random, 1e-6, 1e5), Unit(random));
            CheckOne(model, history, period, random, $"Seed {seed}, case {i}: {name}, {Describe(model)}, {history}, {period}.");
        }
    }

    [Fact]
    public void Batches_RandomValidInputs_AreFiniteAndInRange()
    {
        const int seed = 102;
        var random = new Random(seed);
        var rows = TestData.Simulator.Random(seed, 64).Columns;
        var results = new double[4][];
        for (var i = 0; i < 300; i++)
        {
            results = [new double[64], new double[64], new double[64], new double[64]];
            var (r, alpha, a, b) = (Parameter(random), Parameter(random), Parameter(random), Parameter(random));
            IPurchaseModel model = i % 2 == 0
                ? new MbgNbdModel(new MbgNbdParameters(r, alpha, a, b, Unit(random)))
                : new BgNbdModel(new BgNbdParameters(r, alpha, a, b, Unit(random)));
            var period = new Period(LogUniform(random, 1e-6, 1e5), Unit(random));
            model.Score(rows, period, period, results[0], results[1], results[2]);
            model.DiscountedPurchases(rows, period, random.NextDouble(), results[3]);
            var because = $"Seed {seed}, case {i}: {Describe(model)}, {period}.";
            Assert.True(results[0].All(p => p is >= 0 and <= 1), because);
            Assert.True(results[1].All(p => p is >= 0 and <= 1), because);
            Assert.True(results[2].All(e => e >= 0 && double.IsFinite(e)), because);
            Assert.True(results[3].All(e => e >= 0 && double.IsFinite(e)), because);
        }
    }

    [Fact]
    public void Contracts_RandomValidInputs_AreFinite()
    {
        const int seed = 103;
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var model = new ShiftedBetaGeometricModel(new ShiftedBetaGeometricParameters(Parameter(random), Parameter(random)));
            var t = 1 + random.Next(200);
            var because = $"Seed {seed}, case {i}: {model.Parameters}, {t}.";
            Assert.True(model.Survival(t) is >= 0 and <= 1, because);
            Assert.True(model.Retention(t) is >= 0 and <= 1, because);
            Assert.True(model.ProbabilityOfEnd(t) is >= 0 and <= 1, because);
            Assert.True(model.ProbabilityOfEndWithin(t, t) is >= 0 and <= 1, because);
            Assert.True(i % 10 > 0 || double.IsFinite(model.DiscountedResidualLifetime(t, LogUniform(random, 1e-6, 10))), because);
            Assert.True(double.IsFinite(model.DiscountedRenewals(t, t, random.NextDouble())), because);
        }
    }

    [Fact]
    public void Spend_RandomValidInputs_AreFiniteOrNothing()
    {
        const int seed = 104;
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var model = new GammaGammaModel(new GammaGammaParameters(Parameter(random), Parameter(random), Parameter(random)));
            var (orders, mean) = (random.Next(0, 1000), LogUniform(random, 1e-9, 1e15));
            var because = $"Seed {seed}, case {i}: {model.Parameters}, {orders}, {mean}.";
            Assert.True(model.ExpectedSpend(orders, mean) is null or (>= 0 and < double.PositiveInfinity), because);
            var value = new LifetimeValueModel(new NbdModel(new NbdParameters(1, 10, TimeUnit.Weeks)), model)
                .Value(History(random), orders, mean, Period.Days(365), 0.1);
            Assert.True(value is null or (>= 0 and < double.PositiveInfinity), because);
        }
    }

    private static void CheckOne(IPurchaseModel model, PurchaseHistory history, Period period, Random random, string because)
    {
        Assert.True(model.ProbabilityAlive(history) is >= 0 and <= 1, because);
        Assert.True(model.ProbabilityOfNoOrder(history, period) is >= 0 and <= 1, because);
        Assert.True(model.ExpectedPurchases(period) is >= 0 and < double.PositiveInfinity, because);
        Assert.True(model.ExpectedPurchases(history, period) is >= 0 and < double.PositiveInfinity, because);
        Assert.True(model.DiscountedPurchases(history, period, random.NextDouble()) is >= 0 and < double.PositiveInfinity, because);
        var count = random.Next(0, 50);
        Assert.True(model.ProbabilityOfCount(count, period) is >= 0 and <= 1, because);
        Assert.True(model.ProbabilityOfCount(history, count, period) is >= 0 and <= 1, because);
        var quantile = 0.001 + (0.998 * random.NextDouble());
        Assert.True(model.NextOrderIfAlive(history, quantile) is null or { Length: >= 0 }, because);
        Assert.True(model.NextOrder(history, quantile) is null or { Length: >= 0 }, because);
    }

    private static string Describe(IPurchaseModel model) => model switch
    {
        MbgNbdModel mbg => mbg.Parameters.ToString(),
        BgNbdModel bg => bg.Parameters.ToString(),
        NbdModel nbd => nbd.Parameters.ToString(),
        ParetoNbdModel pareto => pareto.Parameters.ToString(),
        MbgCnbdKModel cnbd => cnbd.Parameters.ToString(),
        _ => string.Empty,
    };

    private static TimeUnit Unit(Random random) => random.Next(2) == 0 ? TimeUnit.Days : TimeUnit.Weeks;

    /// <summary>Draws any value that a fit can end with: the caps are 1e±5, and exactly 1 is a removable pole.</summary>
    private static double Parameter(Random random) => random.Next(10) switch
    {
        0 => 1,
        1 => 1 + ((random.NextDouble() - 0.5) * 1e-6),
        2 => LogUniform(random, 1e-5, 1e5),
        _ => LogUniform(random, 0.05, 20),
    };

    private static PurchaseHistory History(Random random)
    {
        var T = random.Next(10) switch { 0 => 0, 1 => LogUniform(random, 1e-6, 1e5), _ => random.NextDouble() * 800 };
        var x = random.Next(4) switch { 0 => 0, 1 => random.Next(1, 20_000), _ => random.Next(1, 30) };
        var tx = random.Next(4) == 0 ? T : T * random.NextDouble();
        return tx > 0 && x > 0 ? new PurchaseHistory(x, tx, T, Unit(random)) : new PurchaseHistory(0, 0, T, Unit(random));
    }

    private static double LogUniform(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
