namespace Churn.Statistics.Histories;

/// <summary>A fitted customer-base model with its answers for new and known buyers.</summary>
/// <remarks>
/// Histories and periods may be in any unit; they are converted. "Purchases" are repeat purchases on distinct days. Answers for known
/// buyers hold at the end of their observation, T after their first purchase.
/// </remarks>
public interface IPurchaseModel
{
    /// <summary>The unit of the parameters.</summary>
    TimeUnit Unit { get; }

    /// <summary>
    /// P(the buyer has not dropped out), in [0, 1]. It ranks future buyers poorly; use
    /// <see cref="ProbabilityOfNoOrder(PurchaseHistory, Period)"/> for that.
    /// </summary>
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
    /// The time from now by which the next order has come with probability <paramref name="quantile"/> in (0, 1), given that the buyer is
    /// still alive and orders again. Null for one-time buyers, because their date would be meaningless (a median of 710 weeks on CDNOW).
    /// </summary>
    Period? NextOrderIfAlive(PurchaseHistory history, double quantile);

    /// <summary>
    /// As <see cref="NextOrderIfAlive"/>, but without the condition that the buyer is alive. Null also if the order
    /// never becomes that probable.
    /// </summary>
    Period? NextOrder(PurchaseHistory history, double quantile);

    /// <summary>Expected purchases within the horizon, each discounted to now at the annual rate (0.1 for 10 %), at least 0.</summary>
    double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate);

    /// <summary>Computes P(alive) of every row, without allocating.</summary>
    void ProbabilityAlive(HistoryColumns rows, Span<double> alive);

    /// <summary>
    /// Computes P(alive), P(no order within the horizon) and expected purchases within the period of every row, without allocating.
    /// </summary>
    void Score(HistoryColumns rows, Period horizon, Period period, Span<double> alive, Span<double> noOrder, Span<double> expected);

    /// <summary>Computes the discounted purchases of every row, without allocating.</summary>
    void DiscountedPurchases(HistoryColumns rows, Period horizon, double annualDiscountRate, Span<double> discounted);
}
