using System.Buffers;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Quantiles of the days between purchases, a buyer's own drawn towards the shop's: on the log scale, own weight n/(n + k) with n own
/// gaps and k = (variance of gaps within buyers) / (variance of mean gaps between them), the empirical-Bayes weight of H. Bühlmann
/// (1967), ASTIN Bulletin 4, 199–207.
/// </summary>
/// <remarks>Only completed gaps are seen, so the shop's long quantiles are somewhat too short while most buyers are young.</remarks>
public sealed class PurchaseGaps
{
    /// <summary>The largest k: above it a buyer's own gaps would be practically ignored.</summary>
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

    /// <summary>How many gaps the shop's quantiles rest on.</summary>
    public int Count => _sortedLogs.Length;

    /// <summary>Buyers with at least one gap.</summary>
    public int Buyers { get; }

    /// <summary>
    /// k: how many own gaps weigh as much as the shop, 0.1 to <see cref="LargestPriorWeight"/>; 4 with fewer than ten buyers with two
    /// gaps, where it cannot be estimated.
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

    /// <summary>The shop's gap quantile in days, at least 1; null when no gap was seen.</summary>
    /// <param name="probability">0 to 1; 0.5 is the median, 0.8 to 0.9 the usual edge of "late".</param>
    public double? ShopQuantile(double probability)
    {
        Uplift.ArgumentChecks.Between(probability, 0, 1);
        return Count == 0 ? null : Math.Exp(LogQuantile(_sortedLogs, probability));
    }

    /// <summary>
    /// A buyer's gap quantile in days, at least 1, drawn towards the shop's; the shop's own for a buyer without gaps; null when
    /// neither has any.
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

    /// <summary>Linear between order statistics, R's type 7.</summary>
    private static double LogQuantile(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var index = Math.Min((int)position, sorted.Length - 1);
        var next = Math.Min(index + 1, sorted.Length - 1);
        return sorted[index] + ((position - index) * (sorted[next] - sorted[index]));
    }
}
