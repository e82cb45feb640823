using Churn.Statistics.GammaGamma;
using Churn.Statistics.Histories;

namespace Churn.Statistics.LifetimeValue;

/// <summary>Customer lifetime value: discounted purchases times expected spend times margin, over a finite horizon.</summary>
/// <param name="purchases">How often a buyer will order.</param>
/// <param name="spend">How much each time; taken to be independent of how often, which <see cref="SpendHistories.CorrelationWithFrequency"/> checks.</param>
public sealed class LifetimeValueModel(IPurchaseModel purchases, GammaGammaModel spend)
{
    /// <summary>Share of spend that is margin, in (0, 1]; 1 gives revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Future value of a known buyer, without what was already spent; null where expected spend is infinite.</summary>
    /// <param name="history">The buyer.</param>
    /// <param name="spendOrders">Number of orders averaged in <paramref name="spendMean"/>, as in the fit.</param>
    /// <param name="spendMean">Mean spend of those orders.</param>
    /// <param name="horizon">How far to look; twelve months is usual.</param>
    /// <param name="annualDiscountRate">0.1 for 10 % a year.</param>
    public double? Value(PurchaseHistory history, int spendOrders, double spendMean, Period horizon, double annualDiscountRate) =>
        spend.ExpectedSpend(spendOrders, spendMean) is { } each
            ? Margin * each * purchases.DiscountedPurchases(history, horizon, annualDiscountRate)
            : null;

    /// <summary>The same for many buyers, without allocation; buyers without expected spend get 0.</summary>
    public void Value(
        HistoryColumns rows, ReadOnlySpan<int> spendOrders, ReadOnlySpan<double> spendMeans, Period horizon, double annualDiscountRate, Span<double> values)
    {
        purchases.DiscountedPurchases(rows, horizon, annualDiscountRate, values);
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] *= Margin * (spend.ExpectedSpend(spendOrders[i], spendMeans[i]) ?? 0);
        }
    }
}
