using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Models;

public class LifetimeValueModelTests
{
    // The published parameters of CDNOW's repeat orders are p 6.25, q 3.74 and gamma 15.44.
    private const double P = 6.25;
    private const double Q = 3.74;
    private const double Gamma = 15.44;

    private static readonly GammaGammaModel Spend = new(new GammaGammaParameters(P, Q, Gamma));

    [Fact]
    public void Value_KnownBuyer_IsMarginTimesSpendTimesDiscountedPurchases()
    {
        var model = new LifetimeValueModel(Published.Mbg, Spend) { Margin = 0.3 };

        var value = model.Value(Published.Buyer, spendOrders: 2, spendMean: 40, Period.Weeks(52), 0.1);

        // E(M | 40, 2) comes from the closed form, and the 1.52913785... discounted purchases from mpmath (see MbgNbdModelTests).
        var spend = P * (Gamma + (40 * 2)) / ((P * 2) + Q - 1);
        Assert.Equal(0.3 * spend * 1.5291378532200602973, value!.Value, 1e-6);
    }

    [Fact]
    public void Value_NoDiscount_IsSpendTimesExpectedPurchases()
    {
        var model = new LifetimeValueModel(Published.Mbg, Spend);

        var value = model.Value(Published.OneTimer, spendOrders: 0, spendMean: 0, Period.Weeks(39), 0);

        // A buyer without repeat orders is expected to spend the population's mean.
        Assert.Equal(P * Gamma / (Q - 1) * 0.1539660, value!.Value, 1e-5);
    }

    [Fact]
    public void Value_InfiniteMeanSpend_IsNull() =>
        Assert.Null(new LifetimeValueModel(Published.Mbg, new GammaGammaModel(new GammaGammaParameters(P, 0.9, Gamma)))
            .Value(Published.OneTimer, 0, 0, Period.Weeks(39), 0.1));

    [Fact]
    public void Value_ManyBuyers_EqualsEachAlone()
    {
        var model = new LifetimeValueModel(Published.Mbg, Spend) { Margin = 0.5 };
        int[] x = [0, 1, 2, 7, 29];
        double[] tx = [0, 3, 30.43, 20, 38];
        double[] observed = [38.86, 30, 38.86, 35, 38.5];
        int[] orders = [0, 1, 2, 7, 29];
        double[] means = [0, 12.5, 40, 9.99, 71];
        var values = new double[x.Length];

        model.Value(new HistoryColumns(x, tx, observed, TimeUnit.Weeks), orders, means, Period.Days(365), 0.15, values);

        for (var i = 0; i < x.Length; i++)
        {
            var alone = model.Value(Published.Weeks(x[i], tx[i], observed[i]), orders[i], means[i], Period.Days(365), 0.15)!.Value;
            Assert.Equal(alone, values[i], 1e-7 * Math.Max(1, alone));
        }
    }
}
