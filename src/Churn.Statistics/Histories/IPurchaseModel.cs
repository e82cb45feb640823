namespace Churn.Statistics.Histories;

/// <summary>A fitted customer-base model: what it says of a new buyer and of a known one.</summary>
/// <remarks>
/// Histories and periods may be in any unit; they are converted. "Purchases" are repeat purchases on distinct days. Known buyers are
/// asked as of the end of their observation, T after their first purchase.
/// </remarks>
public interface IPurchaseModel
{
    /// <summary>The unit of the parameters.</summary>
    TimeUnit Unit { get; }

    /// <summary>P(the buyer has not dropped out), in [0, 1]. A weak ranking of who will buy; see <see cref="ProbabilityOfNoOrder(PurchaseHistory, Period)"/>.</summary>
    double ProbabilityAlive(PurchaseHistory history);

    /// <summary>Expected repeat purchases of a new buyer within a period after the first purchase.</summary>
    double ExpectedPurchases(Period period);

    /// <summary>Expected purchases of a known buyer within the coming period.</summary>
    double ExpectedPurchases(PurchaseHistory history, Period period);

    /// <summary>P(no purchase within the horizon): churn as this library defines it, always together with the horizon.</summary>
    double ProbabilityOfNoOrder(PurchaseHistory history, Period horizon);

    /// <summary>P(exactly <paramref name="count"/> repeat purchases within a period) of a new buyer.</summary>
    double ProbabilityOfCount(int count, Period period);

    /// <summary>P(exactly <paramref name="count"/> purchases within the coming period) of a known buyer.</summary>
    double ProbabilityOfCount(PurchaseHistory history, int count, Period period);

    /// <summary>
    /// The time from now by which the next order has come with probability <paramref name="quantile"/> in (0, 1), given that the buyer is still alive
    /// and does order again; null for one-time buyers, whose date would be fiction (a median of 710 weeks on CDNOW).
    /// </summary>
    Period? NextOrderIfAlive(PurchaseHistory history, double quantile);

    /// <summary>As <see cref="NextOrderIfAlive"/>, without assuming the buyer alive; null also where the order never becomes that probable.</summary>
    Period? NextOrder(PurchaseHistory history, double quantile);

    /// <summary>Expected purchases within the horizon, each discounted to now at the annual rate (0.1 for 10 %), at least 0.</summary>
    double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate);

    /// <summary>P(alive) of every row; allocates nothing.</summary>
    void ProbabilityAlive(HistoryColumns rows, Span<double> alive);

    /// <summary>P(alive), P(no order within the horizon) and expected purchases within the period, of every row; allocates nothing.</summary>
    void Score(HistoryColumns rows, Period horizon, Period period, Span<double> alive, Span<double> noOrder, Span<double> expected);

    /// <summary>Discounted purchases of every row; allocates nothing.</summary>
    void DiscountedPurchases(HistoryColumns rows, Period horizon, double annualDiscountRate, Span<double> discounted);
}
