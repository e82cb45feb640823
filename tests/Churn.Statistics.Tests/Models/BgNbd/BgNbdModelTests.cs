using Churn.Statistics.Histories;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models.BgNbd;

public class BgNbdModelTests
{
    [Theory]
    [InlineData(0.1429, 0.0078)]
    [InlineData(1, 0.0532)]
    [InlineData(3, 0.1506)]
    [InlineData(31.8571, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(78, 1.8579)]
    public void ExpectedPurchases_NewBuyer_EqualsThePublishedColumn(double weeks, double expected) =>
        Assert.Equal(expected, Published.Bg.ExpectedPurchases(Period.Weeks(weeks)), 1e-4);

    [Fact]
    public void ExpectedPurchases_NewBuyerOverAYear_EqualsThePublishedSevenDigits() =>
        Assert.Equal(1.444004, Published.BgVignette.ExpectedPurchases(Period.Weeks(52)), 1e-6);

    [Fact]
    public void ExpectedPurchases_KnownBuyer_EqualsThePaper()
    {
        var buyer = Published.Weeks(2, 30.43, 38.86);
        Assert.Equal(1.226, Published.Bg.ExpectedPurchases(buyer, Period.Weeks(39)), 5e-4);
        Assert.Equal(1.22590, Published.Bg.ExpectedPurchases(buyer, Period.Weeks(39)), 1e-5);
        // mpmath gives this value: hyp2f1 at 40 digits with the three-digit parameters.
        Assert.Equal(1.226028174767144446, Published.BgThreeDigits.ExpectedPurchases(buyer, Period.Weeks(39)), 1e-12);
        Assert.Equal(0.726579, Published.BgThreeDigits.ProbabilityAlive(buyer), 1e-6);
    }

    [Theory]
    [InlineData(2, 10, 1.0786896e-07, 1e-14)]
    [InlineData(39, 0, 0.57378635, 1e-8)]
    [InlineData(30, 11, 0.00199952145, 1e-11)]
    public void ProbabilityOfCount_NewBuyer_EqualsThePublishedMass(double weeks, int count, double expected, double tolerance) =>
        Assert.Equal(expected, Published.BgThreeDigits.ProbabilityOfCount(count, Period.Weeks(weeks)), tolerance);

    [Theory]
    [InlineData(0, 0, 0, 1, 1.19672319332082)]
    [InlineData(0, 0, 520, 1, 0.0178705420430873)]
    [InlineData(1, 1 / 7.0, 39, 0.156602041735978, 0.149600115999692)]
    [InlineData(29, 37, 38.86, 0.913922419769437, 18.6112680060255)]
    [InlineData(29, 10, 38.86, 4.18909271996225e-13, 8.53073801745408e-12)]
    [InlineData(300, 50, 52, 0.00741300344372954, 1.23705706043314)]
    [InlineData(1000, 259, 260, 0.966139984845598, 134.881196995812)]
    [InlineData(20000, 519, 520, 6.64867473375048e-13, 9.60993515885058e-10)]
    public void AliveAndExpected_Extremes_EqualTheTruthsAtFiftyDigits(int x, double tx, double T, double alive, double expected)
    {
        var buyer = Published.Weeks(x, tx, T);
        // A power of 20,243 turns the last bit of ln((α+T)/(α+tx)) into 1e-12 of the odds.
        var tolerance = x > 1000 ? 1e-11 : 1e-12;
        Assert.Equal(1, Published.BgThreeDigits.ProbabilityAlive(buyer) / alive, tolerance);
        Assert.Equal(1, Published.BgThreeDigits.ExpectedPurchases(buyer, Period.Weeks(39)) / expected, tolerance);
    }

    [Fact]
    public void ProbabilityOfNoOrder_PublishedVectors_AreMet()
    {
        Assert.Equal(0.445373, Published.BgVignette.ProbabilityOfNoOrder(Published.Buyer, Period.Weeks(39)), 1e-6);
        Assert.Equal(0.938837, Published.BgVignette.ProbabilityOfNoOrder(Published.OneTimer, Period.Days(90)), 1e-6);
    }

    [Fact]
    public void NextOrderIfAlive_RepeatBuyer_HasThePublishedMedian()
    {
        var median = Published.Bg.NextOrderIfAlive(Published.Buyer, 0.5)!.Value;

        Assert.Equal(15.6716, median.In(TimeUnit.Weeks), 5e-5);
        Assert.Equal(34.8229, MeanWait(Published.Bg, Published.Buyer), 1e-3);
        Assert.Null(Published.BgThreeDigits.NextOrderIfAlive(Published.OneTimer, 0.5));
    }

    [Fact]
    public void NextOrder_QuantileAboveProbabilityAlive_HasNoDate()
    {
        var buyer = Published.Weeks(2, 30.43, 38.86);
        var date = Published.BgThreeDigits.NextOrder(buyer, 0.5)!.Value;

        Assert.Equal(0.5, 1 - Published.BgThreeDigits.ProbabilityOfNoOrder(buyer, date), 1e-12);
        Assert.Null(Published.BgThreeDigits.NextOrder(buyer, 0.73));
    }

    [Fact]
    public void ExpectedPurchases_CdnowHoldout_EqualsThePublishedTableByCalibrationCount()
    {
        double[] expected = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
        double[] actual = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375];
        int[] buyers = [1411, 439, 214, 100, 62, 38, 29, 64];
        for (var x = 0; x < 8; x++)
        {
            var rows = Enumerable.Range(0, CdnowSample.InDays.Count).Where(i => Math.Min(7, CdnowSample.InDays[i].X) == x).ToArray();
            Assert.Equal(buyers[x], rows.Length);
            var mean = rows.Average(i => Published.BgVignette.ExpectedPurchases(CdnowSample.InDays[i], Period.Weeks(39)));
            Assert.Equal(expected[x], mean, 1e-6);
            Assert.Equal(actual[x], rows.Average(i => CdnowSample.HoldoutOrders[i]), 1e-6);
        }
    }

    /// <summary>Computes the mean of the waiting time from its quantiles.</summary>
    private static double MeanWait(IPurchaseModel model, PurchaseHistory buyer)
    {
        const int steps = 2000;
        var sum = 0.0;
        for (var i = 0; i < steps; i++)
        {
            // Substituting q = 1 − v³ tames the tail.
            var v = (i + 0.5) / steps;
            sum += model.NextOrderIfAlive(buyer, 1 - (v * v * v))!.Value.In(TimeUnit.Weeks) * 3 * v * v / steps;
        }

        return sum;
    }
}
