using Churn.Statistics.Histories;
using Churn.Statistics.Models.GammaGamma;

namespace Churn.Statistics.Models;

/// <summary>Customer lifetime value: discounted purchases times expected spend times margin, over a finite horizon.</summary>
/// <param name="purchases">The model of how often a buyer orders.</param>
/// <param name="spend">
/// The model of spend per order. It is assumed to be independent of the number of orders;
/// <see cref="SpendHistories.CorrelationWithFrequency"/> checks that.
/// </param>
public sealed class LifetimeValueModel(IPurchaseModel purchases, GammaGammaModel spend)
{
    /// <summary>Share of spend that is margin, in (0, 1]; 1 gives revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Future value of a known buyer, without past spend; null if expected spend is infinite.</summary>
    /// <param name="spendOrders">Number of orders averaged in <paramref name="spendMean"/>, as in the fit.</param>
    /// <param name="spendMean">Mean spend of those orders.</param>
    /// <param name="horizon">How far to look ahead. Twelve months is usual.</param>
    /// <param name="annualDiscountRate">0.1 for 10 % a year.</param>
    public double? Value(PurchaseHistory history, int spendOrders, double spendMean, Period horizon, double annualDiscountRate) =>
        spend.ExpectedSpend(spendOrders, spendMean) is { } each
            ? Margin * each * purchases.DiscountedPurchases(history, horizon, annualDiscountRate)
            : null;

    /// <summary>Computes the value of many buyers, without allocating. Buyers without expected spend get 0.</summary>
    public void Value(
        HistoryColumns rows,
        ReadOnlySpan<int> spendOrders,
        ReadOnlySpan<double> spendMeans,
        Period horizon,
        double annualDiscountRate,
        Span<double> values)
    {
        purchases.DiscountedPurchases(rows, horizon, annualDiscountRate, values);
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] *= Margin * (spend.ExpectedSpend(spendOrders[i], spendMeans[i]) ?? 0);
        }
    }
}
