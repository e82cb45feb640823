using Churn.Statistics.Histories;
using Churn.Statistics.Models.ParetoNbd;
using Churn.Statistics.Models.SpecialFunctions;
using Churn.Statistics.Scoring;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.ParetoNbd;

public class ParetoNbdModelTests
{
    private static readonly PurchaseHistory Customer1516 = Published.Weeks(26, 216 / 7.0, 31);

    [Fact]
    public void ExpectedPurchases_PublishedVectors_AreMet()
    {
        Assert.Equal(1.47306699, Published.Pareto.ExpectedPurchases(Period.Weeks(52)), 1e-8);
        Assert.Equal(25.453779, Published.Pareto.ExpectedPurchases(Customer1516, Period.Weeks(52)), 1e-6);
        Assert.Equal(25.46, Published.Pareto.ExpectedPurchases(Published.Weeks(26, 30.86, 31), Period.Weeks(52)), 1e-2);
    }

    [Fact]
    public void ProbabilityAlive_Customer1516_IsAsPublished()
    {
        Assert.Equal(0.9979177, Published.Pareto.ProbabilityAlive(Published.Weeks(26, 30.86, 31)), 1e-7);
        Assert.Equal(0.9978733, Published.Pareto.ProbabilityAlive(Customer1516), 1e-7);
    }

    [Theory]
    [InlineData(1, 0.950153)]
    [InlineData(13, 0.576700)]
    [InlineData(26, 0.393298)]
    [InlineData(272 / 7.0, 0.294978)]
    public void ProbabilityAlive_OneTimeBuyer_FallsAsPublished(double T, double expected) =>
        Assert.Equal(expected, Published.Pareto.ProbabilityAlive(Published.Weeks(0, 0, T)), 1e-6);

    [Fact]
    public void ExpectedPurchases_CdnowHoldout_EqualsThePublishedTableByCalibrationCount()
    {
        var model = new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669, TimeUnit.Weeks));
        double[] expected = [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403];
        for (var x = 0; x < 8; x++)
        {
            var mean = CdnowSample.InDays.Where(h => Math.Min(7, h.X) == x).Average(h => model.ExpectedPurchases(h, Period.Weeks(39)));
            Assert.Equal(expected[x], mean, 1e-3);
        }
    }

    // numpy gives these over the same histories: the total, the mean absolute error and the AUC by expectation, then by P(alive).
    [Fact]
    public void Forecasts_CdnowHoldout_EqualTheBenchmarkRow()
    {
        var model = new ParetoNbdModel(new ParetoNbdParameters(0.55327707, 10.57768368, 0.60624015, 11.66874017, TimeUnit.Weeks));
        var expected = CdnowSample.InDays.Select(h => model.ExpectedPurchases(h, Period.Weeks(39))).ToArray();
        var alive = CdnowSample.InDays.Select(model.ProbabilityAlive).ToArray();
        var ordered = CdnowSample.HoldoutOrders.Select(orders => orders > 0).ToArray();

        Assert.Equal(1665.5, expected.Sum(), 0.15);
        Assert.Equal(0.7545, expected.Zip(CdnowSample.HoldoutOrders, (e, actual) => Math.Abs(e - actual)).Average(), 5e-5);
        Assert.Equal(0.7787, RankingAuc.Of(expected, ordered)!.Value.Value, 5e-5);
        Assert.Equal(0.7262, RankingAuc.Of(alive, ordered)!.Value.Value, 5e-5);
    }

    // mpmath, Tricomi's form: alpha^r beta^s d^(s-1) Γ(r+x+1) U(s, s, d(beta+T)) / (Γ(r) (alpha+T)^(r+x+1) L), d = ln 1.15/(365/7)
    [Theory]
    [InlineData(0.5534, 10.5802, 0.6061, 11.6562, 26, 30.86, 31, 0.997917766551906786, 86.40442801324688815)]
    [InlineData(0.5534, 30, 2.5, 11.6562, 3, 20, 31, 0.371784802117443886, 0.5349020318137622327)]
    public void DiscountedResidualPurchases_FifteenPercentAYear_EqualsTricomi(
        double r, double alpha, double s, double beta, int x, double tx, double T, double alive, double dert)
    {
        var model = new ParetoNbdModel(new ParetoNbdParameters(r, alpha, s, beta, TimeUnit.Weeks));
        var buyer = Published.Weeks(x, tx, T);

        Assert.Equal(alive, model.ProbabilityAlive(buyer), 1e-12);
        Assert.Equal(1, model.DiscountedResidualPurchases(buyer, 0.15) / dert, 1e-10);
        Assert.Equal(1, model.DiscountedPurchases(buyer, Period.Weeks(50_000), 0.15) / dert, 1e-10);
    }

    [Fact]
    public void Integral_RandomParameters_EqualsThe2F1Form()
    {
        const int seed = 31;
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var (r, s) = (0.1 + (2 * random.NextDouble()), 0.1 + (2 * random.NextDouble()));
            var (alpha, beta) = (1 + (30 * random.NextDouble()), 1 + (30 * random.NextDouble()));
            var T = 1 + (100 * random.NextDouble());
            var (x, tx) = (random.Next(0, 20), T * random.NextDouble());
            var ours = Math.Log(r + s + x) + ParetoIntegral.Of(r + x, alpha, s + 1, beta, tx, T).Log;
            var theirs = LogA0(r, alpha, s, beta, x, tx, T);
            Assert.True(Math.Abs(ours - theirs) < 1e-7, $"Seed {seed}, case {i}: {ours} is not {theirs}.");
        }
    }

    [Fact]
    public void ProbabilityOfCount_KnownBuyer_SumsToOneAndToTheExpectation()
    {
        var (total, mean) = (0.0, 0.0);
        for (var n = 0; n < 300; n++)
        {
            var mass = Published.Pareto.ProbabilityOfCount(Published.Buyer, n, Period.Weeks(39));
            total += mass;
            mean += n * mass;
        }

        Assert.Equal(1, total, 1e-9);
        Assert.Equal(Published.Pareto.ExpectedPurchases(Published.Buyer, Period.Weeks(39)), mean, 1e-7);
    }

    [Fact]
    public void NextOrder_ReachableQuantile_IsWhereTheProbabilityIsReached()
    {
        var date = Published.Pareto.NextOrder(Published.Buyer, 0.4)!.Value;

        Assert.Equal(0.6, Published.Pareto.ProbabilityOfNoOrder(Published.Buyer, date), 1e-9);
        Assert.Null(Published.Pareto.NextOrder(Published.Buyer, 0.999));
    }

    /// <summary>ln A0 of Fader and Hardie (2005), computed as ln F1 + ln(1 − F2/F1).</summary>
    private static double LogA0(double r, double alpha, double s, double beta, int x, double tx, double T)
    {
        var w = r + s + x;
        var (high, low, second) = alpha >= beta ? (alpha, beta, s + 1) : (beta, alpha, r + x);
        double LogTerm(double t) => Hypergeometric.LogTwoFOne(w, second, w + 1, (high - low) / (high + t)) - (w * Math.Log(high + t));
        var (first, last) = (LogTerm(tx), LogTerm(T));
        return first + LogSpace.Log1P(-Math.Exp(last - first));
    }
}
