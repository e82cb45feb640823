using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.MbgNbd;

public class MbgNbdModelTests
{
    [Fact]
    public void ExpectedPurchases_PublishedVectors_AreMet()
    {
        Assert.Equal(1.41888494, Published.Mbg.ExpectedPurchases(Period.Weeks(52)), 1e-8);
        Assert.Equal(0.7061385, Published.Mbg.ProbabilityAlive(Published.Buyer), 1e-7);
        Assert.Equal(1.2627589, Published.Mbg.ExpectedPurchases(Published.Buyer, Period.Weeks(39)), 1e-7);
        Assert.Equal(0.1539660, Published.Mbg.ExpectedPurchases(Published.OneTimer, Period.Weeks(39)), 1e-7);
    }

    [Theory]
    [InlineData(1, 0.625988)]
    [InlineData(13, 0.499873)]
    [InlineData(26, 0.432399)]
    [InlineData(38.857, 0.389723)]
    public void ProbabilityAlive_OneTimeBuyer_FallsAsPublished(double T, double expected)
    {
        Assert.Equal(expected, Published.Mbg.ProbabilityAlive(Published.Weeks(0, 0, T)), 1e-6);
        Assert.Equal(1, Published.Bg.ProbabilityAlive(Published.Weeks(0, 0, T)));
    }

    [Fact]
    public void ProbabilityOfNoOrder_PublishedVectors_AreMet()
    {
        Assert.Equal(0.440060, Published.Mbg.ProbabilityOfNoOrder(Published.Buyer, Period.Weeks(39)), 1e-6);
        Assert.Equal(0.951877, Published.Mbg.ProbabilityOfNoOrder(Published.OneTimer, Period.Days(90)), 1e-6);
    }

    [Fact]
    public void Forecasts_CdnowHoldout_EqualThePublishedTotalAndShare()
    {
        Assert.Equal(1576.73, CdnowSample.InDays.Sum(h => Published.Mbg.ExpectedPurchases(h, Period.Weeks(39))), 0.01);
        var oneTimers = Enumerable.Range(0, CdnowSample.InDays.Count).Where(i => CdnowSample.InDays[i].X == 0).ToArray();
        Assert.Equal(0.1255, oneTimers.Average(i => 1 - Published.Mbg.ProbabilityOfNoOrder(CdnowSample.InDays[i], Period.Weeks(39))), 5e-5);
        Assert.Equal(0.1605, oneTimers.Average(i => 1 - Published.Bg.ProbabilityOfNoOrder(CdnowSample.InDays[i], Period.Weeks(39))), 5e-5);
        Assert.Equal(0.1368, oneTimers.Average(i => CdnowSample.HoldoutOrders[i] > 0 ? 1 : 0), 5e-5);
    }

    [Fact]
    public void DiscountedPurchases_OverAYear_EqualsTheIntegralOfTheRate()
    {
        // mpmath: P(alive)·quad(e^(−δt) R A^R E_p[(A+pt)^(−R−1)], [0, 52]) with δ = ln 1.1/(365/7)
        Assert.Equal(1.5291378532200602973, Published.Mbg.DiscountedPurchases(Published.Buyer, Period.Weeks(52), 0.1), 1e-8);
        Assert.Equal(
            Published.Mbg.ExpectedPurchases(Published.Buyer, Period.Weeks(52)),
            Published.Mbg.DiscountedPurchases(Published.Buyer, Period.Weeks(52), 0),
            1e-12);
    }

    [Theory]
    [InlineData(2.5, 40, 1, 3.6, 39, 1.913159296588242625)] // the pole of the published form
    [InlineData(0.5, 6, 0.9, 1.6, 600, 6.98419657470830444)] // z = 0.99
    [InlineData(0.5, 6, 0.9, 4999, 39, 3.247154485814380334)] // a series would cancel
    public void ExpectedPurchases_HardCases_EqualTheBetaIntegral(double r, double alpha, double a, double b, double t, double expected)
    {
        // mpmath: quad(p^(a−2) (1−p)^b (1−(alpha/(alpha+p t))^r), [0,1e-6,...,1])/beta(a,b+1)
        var model = new MbgNbdModel(new MbgNbdParameters(r, alpha, a, b, TimeUnit.Weeks));

        Assert.Equal(expected, model.ExpectedPurchases(Period.Weeks(t)) * (a + b) / b, 1e-11);
    }

    [Fact]
    public void ProbabilityOfCount_KnownBuyer_SumsToOneAndToTheExpectation()
    {
        var (total, mean) = (0.0, 0.0);
        for (var n = 0; n < 400; n++)
        {
            var mass = Published.Mbg.ProbabilityOfCount(Published.Buyer, n, Period.Weeks(39));
            total += mass;
            mean += n * mass;
        }

        Assert.Equal(1, total, 1e-9);
        Assert.Equal(Published.Mbg.ExpectedPurchases(Published.Buyer, Period.Weeks(39)), mean, 1e-7);
        Assert.Equal(
            Published.Mbg.ProbabilityOfNoOrder(Published.Buyer, Period.Weeks(39)),
            Published.Mbg.ProbabilityOfCount(Published.Buyer, 0, Period.Weeks(39)),
            1e-14);
    }

    [Fact]
    public void Score_ManyRows_EqualsOneByOne()
    {
        const int seed = 21;
        var rows = Simulator.Random(seed, 1003);
        var (alive, none, expected, discounted) = (new double[1003], new double[1003], new double[1003], new double[1003]);
        foreach (var a in new[] { 0.89, 0.999, 1, 1.02, 3 })
        {
            var model = new MbgNbdModel(new MbgNbdParameters(0.525, 6.18, a, 1.6, TimeUnit.Weeks));
            model.Score(rows.Columns, Period.Days(90), Period.Weeks(39), alive, none, expected);
            model.DiscountedPurchases(rows.Columns, Period.Days(365), 0.1, discounted);
            for (var i = 0; i < rows.Count; i++)
            {
                var h = rows[i];
                var because = $"Seed {seed}, a {a}, row {i}: {h} differs.";
                Assert.True(Math.Abs(model.ProbabilityAlive(h) - alive[i]) < 1e-12, because);
                Assert.True(Math.Abs(model.ProbabilityOfNoOrder(h, Period.Days(90)) - none[i]) < 1e-12, because);
                Assert.True(Math.Abs(model.ExpectedPurchases(h, Period.Weeks(39)) - expected[i]) <= 1e-10 * (1e-3 + expected[i]), because);
                var one = model.DiscountedPurchases(h, Period.Days(365), 0.1);
                Assert.True(Math.Abs(one - discounted[i]) <= 1e-9 * (1e-3 + discounted[i]), because);
            }
        }
    }

    [Fact]
    public void Score_TenTimesTheRows_AllocatesNoMore()
    {
        var (few, many) = (AllocatedBy(800), AllocatedBy(8000));

        Assert.True(many - few < 1000, $"{few} bytes were allocated for 800 rows and {many} for 8,000.");
    }

    [Fact]
    public void ExpectedPurchases_RandomParameters_SeriesEqualsTheSumOfTails()
    {
        const int seed = 22;
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var (r, alpha) = (0.1 + (3 * random.NextDouble()), 1 + (60 * random.NextDouble()));
            var (a, b) = (0.1 + (4 * random.NextDouble()), 0.2 + (6 * random.NextDouble()));
            var t = alpha * 10 * random.NextDouble();
            var process = new BetaGeometricProcess(r, alpha, a, b, TimeUnit.Weeks);
            var series = process.ExpectedPurchases(t);
            var sum = 0.0;
            for (var n = 1; n < 3000; n++)
            {
                var tail = process.ProbabilityOfAtLeast(n, t);
                sum += tail;
                if (tail < 1e-15)
                {
                    break;
                }
            }

            Assert.True(Math.Abs(series - sum) < 1e-9 * (1 + sum), $"Seed {seed}, case {i}: {process}, t {t}: {series} is not {sum}.");
        }
    }

    [Fact]
    public void Score_SpanTooShort_Throws()
    {
        var rows = Simulator.Random(1, 20);
        Assert.Throws<ArgumentException>(() => Published.Mbg.ProbabilityAlive(rows.Columns, new double[19]));
    }

    private static long AllocatedBy(int count)
    {
        var rows = Simulator.Random(23, count);
        var columns = rows.Columns;
        var (alive, none, expected, discounted) = (new double[count], new double[count], new double[count], new double[count]);
        Published.Mbg.Score(columns, Period.Days(90), Period.Days(90), alive, none, expected);
        Published.Mbg.DiscountedPurchases(columns, Period.Days(365), 0.1, discounted);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Published.Mbg.Score(columns, Period.Days(90), Period.Days(90), alive, none, expected);
        Published.Mbg.DiscountedPurchases(columns, Period.Days(365), 0.1, discounted);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
