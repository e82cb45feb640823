namespace Churn.Statistics.Descriptive;

/// <summary>
/// How regularly a shop's buyers come back: the shape k of gamma gaps. k = 1 is random, above 1 regular, below 1 clustered. For two
/// successive gaps, M = g1/(g1 + g2) is Beta(k, k) for any pace of the buyer, so k = (1 − 4·Var M)/(8·Var M): R. D. Wheat and D. G.
/// Morrison (1990), Journal of Marketing Research 27, 87–93.
/// </summary>
/// <param name="Pairs">Number of pairs of successive gaps. Each gap is in one pair only, so the pairs are independent.</param>
/// <param name="Shape">k, 0 to <see cref="LargestShape"/>, where it is capped; null with fewer than two pairs.</param>
/// <param name="StandardError">
/// Standard error of <see cref="Shape"/>, by the delta method; null with fewer than two pairs or if the shape was capped.
/// </param>
public readonly record struct PurchaseRegularity(int Pairs, double? Shape, double? StandardError)
{
    /// <summary>The cap of the shape. Gaps that vary by 3 % already reach it; gaps that do not vary would give infinity.</summary>
    public const double LargestShape = 1000;

    /// <summary>Estimates the shape from all buyers with three purchases or more.</summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="lastDay">Last day counted, inclusive.</param>
    public static PurchaseRegularity Of(OrderHistories histories, int lastDay)
    {
        ArgumentNullException.ThrowIfNull(histories);

        // M is symmetric around one half by construction, so moments are taken around one half and not around the mean.
        double second = 0, fourth = 0;
        var pairs = 0;
        for (var buyer = 0; buyer < histories.Count; buyer++)
        {
            var days = histories[buyer];
            for (var i = 2; i < days.Length && days[i] <= lastDay; i += 2)
            {
                double first = days[i - 1] - days[i - 2], next = days[i] - days[i - 1];
                var off = (first / (first + next)) - 0.5;
                second += off * off;
                fourth += off * off * off * off;
                pairs++;
            }
        }

        return pairs < 2 ? new PurchaseRegularity(pairs, null, null) : FromMoments(pairs, second / pairs, fourth / pairs);
    }

    /// <summary>
    /// Returns the coefficient of variation of one buyer's gaps: near 0 for regular, near 1 for random purchases; null
    /// with fewer than two gaps.
    /// </summary>
    /// <param name="purchaseDays">Distinct ascending days.</param>
    public static double? VariationOf(ReadOnlySpan<int> purchaseDays)
    {
        PurchaseGaps.CheckAscending(purchaseDays, nameof(purchaseDays));
        var gaps = purchaseDays.Length - 1;
        if (gaps < 2)
        {
            return null;
        }

        var mean = ((double)purchaseDays[^1] - purchaseDays[0]) / gaps;
        double squares = 0;
        for (var i = 1; i < purchaseDays.Length; i++)
        {
            var off = (double)purchaseDays[i] - purchaseDays[i - 1] - mean;
            squares += off * off;
        }

        return Math.Sqrt(squares / (gaps - 1)) / mean;
    }

    private static PurchaseRegularity FromMoments(int pairs, double variance, double fourth)
    {
        var shape = variance > 0 ? (1 - (4 * variance)) / (8 * variance) : LargestShape;
        if (shape >= LargestShape)
        {
            return new PurchaseRegularity(pairs, LargestShape, null);
        }

        var error = Math.Sqrt(Math.Max(0, fourth - (variance * variance)) / pairs) / (8 * variance * variance);
        return new PurchaseRegularity(pairs, Math.Max(0, shape), error);
    }
}
