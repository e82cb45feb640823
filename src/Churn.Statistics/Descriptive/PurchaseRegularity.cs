namespace Churn.Statistics.Descriptive;

/// <summary>
/// How regularly a shop's buyers come back: the shape k of gamma gaps. k = 1 is random, above 1 regular, below 1 clumped. With M =
/// g1/(g1 + g2) of two successive gaps, which is Beta(k, k) whatever the buyer's own pace, k = (1 − 4·Var M)/(8·Var M): R. D. Wheat
/// and D. G. Morrison (1990), Journal of Marketing Research 27, 87–93.
/// </summary>
/// <param name="Pairs">Pairs of successive gaps used; a gap is in one pair only, so the pairs are independent.</param>
/// <param name="Shape">k, 0 to <see cref="LargestShape"/>, where it is cut; null below two pairs.</param>
/// <param name="StandardError">Of <see cref="Shape"/>, by the delta method; null below two pairs or when the shape was cut.</param>
public readonly record struct PurchaseRegularity(int Pairs, double? Shape, double? StandardError)
{
    /// <summary>Where the shape is cut: gaps that vary by 3 % already give it, and gaps that never vary would give infinity.</summary>
    public const double LargestShape = 1000;

    /// <summary>Estimates the shape from all buyers with three purchases or more.</summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="lastDay">Last day counted, inclusive.</param>
    public static PurchaseRegularity Of(OrderHistories histories, int lastDay)
    {
        ArgumentNullException.ThrowIfNull(histories);

        // M is symmetric around a half by construction, so moments are taken around a half, not around their mean.
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

    /// <summary>Coefficient of variation of one buyer's gaps: near 0 like clockwork, near 1 random; null below two gaps.</summary>
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
