using System.Buffers;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Quantiles of the days between purchases. A buyer's own quantile is shrunk towards the shop's on the log scale, with own weight n/(n + k)
/// for n own gaps and k = (variance of gaps within buyers) / (variance of mean gaps between them). This is the empirical-Bayes weight of H.
/// Bühlmann (1967), ASTIN Bulletin 4, 199–207.
/// </summary>
/// <remarks>Only completed gaps are seen, so the shop's high quantiles are somewhat too short while most buyers are young.</remarks>
public sealed class PurchaseGaps
{
    /// <summary>The largest k. With a larger one a buyer's own gaps would hardly count.</summary>
    public const double LargestPriorWeight = 100;

    private const int FewestBuyersForWeight = 10;
    private const double UsualPriorWeight = 4;

    private readonly double[] _sortedLogs;

    private PurchaseGaps(double[] sortedLogs, int buyers, double priorWeight)
    {
        _sortedLogs = sortedLogs;
        Buyers = buyers;
        PriorWeight = priorWeight;
    }

    /// <summary>Number of gaps behind the shop's quantiles.</summary>
    public int Count => _sortedLogs.Length;

    /// <summary>Number of buyers with at least one gap.</summary>
    public int Buyers { get; }

    /// <summary>
    /// k, the weight of the shop's gaps: with k own gaps, a buyer's own gaps count as much as the shop's. It is 0.1 to
    /// <see cref="LargestPriorWeight"/>, and 4 if fewer than ten buyers have two gaps, because it cannot be estimated then.
    /// </summary>
    public double PriorWeight { get; }

    /// <summary>Collects the gaps of a shop.</summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="lastDay">Last day counted, inclusive.</param>
    public static PurchaseGaps Of(OrderHistories histories, int lastDay)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var logs = new double[Math.Max(0, histories.PurchaseCount - histories.Count)];
        var moments = default(LogGapMoments);
        var (count, buyers) = (0, 0);
        for (var buyer = 0; buyer < histories.Count; buyer++)
        {
            var days = histories[buyer];
            var start = count;
            for (var i = 1; i < days.Length && days[i] <= lastDay; i++)
            {
                logs[count++] = Math.Log(days[i] - days[i - 1]);
            }

            buyers += count > start ? 1 : 0;
            moments.Add(logs.AsSpan(start, count - start));
        }

        Array.Resize(ref logs, count);
        Array.Sort(logs);
        var weight = moments.Buyers >= FewestBuyersForWeight ? moments.PriorWeight(0.1, LargestPriorWeight) : UsualPriorWeight;
        return new PurchaseGaps(logs, buyers, weight);
    }

    /// <summary>Returns the shop's gap quantile in days, at least 1; null if there are no gaps.</summary>
    /// <param name="probability">0 to 1. 0.5 gives the median; 0.8 to 0.9 is a usual limit for "late".</param>
    public double? ShopQuantile(double probability)
    {
        Uplift.ArgumentChecks.Between(probability, 0, 1);
        return Count == 0 ? null : Math.Exp(LogQuantile(_sortedLogs, probability));
    }

    /// <summary>
    /// Returns a buyer's gap quantile in days, at least 1, shrunk towards the shop's. For a buyer without gaps it is the
    /// shop's; null if neither has any gaps.
    /// </summary>
    /// <param name="purchaseDays">The buyer's distinct ascending purchase days.</param>
    /// <param name="probability">0 to 1.</param>
    public double? BuyerQuantile(ReadOnlySpan<int> purchaseDays, double probability)
    {
        Uplift.ArgumentChecks.Between(probability, 0, 1);
        CheckAscending(purchaseDays, nameof(purchaseDays));
        var gaps = Math.Max(0, purchaseDays.Length - 1);
        if (gaps == 0)
        {
            return ShopQuantile(probability);
        }

        var rented = ArrayPool<double>.Shared.Rent(gaps);
        try
        {
            var logs = rented.AsSpan(0, gaps);
            for (var i = 0; i < gaps; i++)
            {
                logs[i] = Math.Log((double)purchaseDays[i + 1] - purchaseDays[i]);
            }

            logs.Sort();
            var own = LogQuantile(logs, probability);
            var weight = Count == 0 ? 1 : gaps / (gaps + PriorWeight);
            return Math.Exp(Count == 0 ? own : (weight * own) + ((1 - weight) * LogQuantile(_sortedLogs, probability)));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    internal static void CheckAscending(ReadOnlySpan<int> days, string name)
    {
        for (var i = 1; i < days.Length; i++)
        {
            if (days[i] <= days[i - 1])
            {
                throw new ArgumentException("Purchase days must be distinct and ascending.", name);
            }
        }
    }

    /// <summary>Interpolates linearly between order statistics (type 7 of R's <c>quantile</c>).</summary>
    private static double LogQuantile(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var index = Math.Min((int)position, sorted.Length - 1);
        var next = Math.Min(index + 1, sorted.Length - 1);
        return sorted[index] + ((position - index) * (sorted[next] - sorted[index]));
    }
}
