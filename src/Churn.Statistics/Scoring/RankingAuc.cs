namespace Churn.Statistics.Scoring;

/// <summary>
/// Area under the ROC curve: the probability that a buyer who ordered is ranked above one who did not, with ties counting half. Standard
/// errors by E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson (1988), Biometrics 44, 837–845, in n log n by X. Sun and W. Xu
/// (2014), IEEE Signal Processing Letters 21, 1389–1393.
/// </summary>
/// <param name="Value">0 to 1; 0.5 is chance.</param>
/// <param name="StandardError">0 or more; null with fewer than two buyers of either outcome.</param>
/// <param name="Ordered">Number of buyers who ordered, at least 1.</param>
/// <param name="NotOrdered">Number of buyers who did not order, at least 1.</param>
public readonly record struct RankingAuc(double Value, double? StandardError, int Ordered, int NotOrdered)
{
    /// <summary>Computes the area; null if all outcomes are equal, because then there is nothing to rank.</summary>
    /// <param name="ranking">Finite numbers. The higher the number, the sooner an order is expected.</param>
    /// <param name="ordered">The outcomes; as many as <paramref name="ranking"/>.</param>
    public static RankingAuc? Of(ReadOnlySpan<double> ranking, ReadOnlySpan<bool> ordered)
    {
        Check(ranking, ordered, nameof(ranking));
        var (positives, negatives) = Count(ordered);
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        var placements = Placements(ranking, ordered, positives, negatives);
        var (value, error) = Moments(placements, ordered, positives, negatives);
        return new RankingAuc(Math.Clamp(value, 0, 1), error, positives, negatives);
    }

    /// <summary>
    /// Computes the area of the first ranking minus that of the second over the same buyers, and the standard error of this paired
    /// difference; null if all outcomes are equal.
    /// </summary>
    /// <param name="first">Finite numbers.</param>
    /// <param name="second">Finite numbers; as many as <paramref name="first"/>.</param>
    /// <param name="ordered">The outcomes; as many as <paramref name="first"/>.</param>
    public static AucDifference? Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> ordered)
    {
        Check(first, ordered, nameof(first));
        Check(second, ordered, nameof(second));
        var (positives, negatives) = Count(ordered);
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        var differences = Placements(first, ordered, positives, negatives);
        var others = Placements(second, ordered, positives, negatives);
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] -= others[i];
        }

        var (value, error) = Moments(differences, ordered, positives, negatives);
        return new AucDifference(Math.Clamp(value, -1, 1), error);
    }

    private static void Check(ReadOnlySpan<double> ranking, ReadOnlySpan<bool> ordered, string name)
    {
        Uplift.ArgumentChecks.SameLength(ordered.Length, ranking.Length, name);
        Forecast.CheckFinite(ranking, name);
    }

    private static (int Positives, int Negatives) Count(ReadOnlySpan<bool> ordered)
    {
        var positives = ordered.Count(true);
        return (positives, ordered.Length - positives);
    }

    /// <summary>
    /// Computes for each buyer who ordered the share of buyers without an order that are ranked below, and for each buyer without an order
    /// the share of buyers with one that are ranked above.
    /// </summary>
    private static double[] Placements(ReadOnlySpan<double> ranking, ReadOnlySpan<bool> ordered, int positives, int negatives)
    {
        var (sorted, order) = (ranking.ToArray(), new int[ranking.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var placements = new double[sorted.Length];
        var (positivesBelow, negativesBelow) = (0, 0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var tied = 0;
            for (end = start; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                tied += ordered[order[end]] ? 1 : 0;
            }

            var tiedNegatives = end - start - tied;
            var placeOfPositive = (negativesBelow + (0.5 * tiedNegatives)) / negatives;
            var placeOfNegative = (positives - positivesBelow - (0.5 * tied)) / positives;
            for (var i = start; i < end; i++)
            {
                placements[order[i]] = ordered[order[i]] ? placeOfPositive : placeOfNegative;
            }

            positivesBelow += tied;
            negativesBelow += tiedNegatives;
        }

        return placements;
    }

    private static (double Mean, double? Error) Moments(double[] placements, ReadOnlySpan<bool> ordered, int positives, int negatives)
    {
        double sum = 0;
        for (var i = 0; i < placements.Length; i++)
        {
            sum += ordered[i] ? placements[i] : 0;
        }

        var mean = sum / positives;
        if (positives < 2 || negatives < 2)
        {
            return (mean, null);
        }

        double squaresPositive = 0, squaresNegative = 0;
        for (var i = 0; i < placements.Length; i++)
        {
            var off = placements[i] - mean;
            squaresPositive += ordered[i] ? off * off : 0;
            squaresNegative += ordered[i] ? 0 : off * off;
        }

        return (mean, Math.Sqrt((squaresPositive / (positives - 1.0) / positives) + (squaresNegative / (negatives - 1.0) / negatives)));
    }
}

/// <summary>How much better one ranking is than another ranking of the same buyers.</summary>
/// <param name="Value">−1 to 1; above 0 if the first is better.</param>
/// <param name="StandardError">0 or more; null with fewer than two buyers of either outcome.</param>
public readonly record struct AucDifference(double Value, double? StandardError);
