namespace Churn.Statistics.Descriptive;

/// <summary>
/// How unequally revenue is spread over buyers: Gini coefficient (C. Gini 1912; in the form 2Σi·v₍ᵢ₎/(nΣv) − (n+1)/n) and the shares
/// of the largest buyers. Whole minor units keep every sum exact.
/// </summary>
public sealed class RevenueConcentration
{
    private readonly long[] _descending;
    private readonly Int128 _total;

    private RevenueConcentration(long[] descending, Int128 total, double? gini)
    {
        _descending = descending;
        _total = total;
        Gini = gini;
    }

    /// <summary>Number of buyers.</summary>
    public int Count => _descending.Length;

    /// <summary>
    /// The Gini coefficient, 0 (all equal) to (n − 1)/n (one buyer has everything); null without buyers or without revenue.
    /// </summary>
    public double? Gini { get; }

    /// <summary>Creates the concentration of a shop's revenue.</summary>
    /// <param name="revenue">
    /// Each buyer's revenue in minor units of one currency, net of refunds, 0 or more (a buyer with a negative sum counts as 0).
    /// </param>
    public static RevenueConcentration Of(ReadOnlySpan<long> revenue)
    {
        var sorted = revenue.ToArray();
        Array.Sort(sorted, static (left, right) => right.CompareTo(left));
        if (sorted.Length > 0 && sorted[^1] < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(revenue), sorted[^1], "Shares of a total need amounts of 0 or more.");
        }

        Int128 total = 0, weighted = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            total += sorted[i];
            weighted += (Int128)(sorted.Length - i) * sorted[i];
        }

        // The subtraction is in whole numbers, so that a Gini near 0 keeps its digits.
        var gini = total == 0 ? (double?)null : (double)((2 * weighted) - ((sorted.Length + 1L) * total)) / ((double)total * sorted.Length);
        return new RevenueConcentration(sorted, total, gini);
    }

    /// <summary>Returns the top buyers' share of revenue, 0 to 1; null if there is no revenue.</summary>
    /// <param name="topShare">Share of buyers, 0 to 1. The number of buyers is rounded up.</param>
    public double? ShareOfTop(double topShare)
    {
        Uplift.ArgumentChecks.Between(topShare, 0, 1);
        if (_total == 0)
        {
            return null;
        }

        // 0.2 × 10 is slightly above 2 in binary and must not become 3 buyers.
        var buyers = (int)Math.Ceiling((topShare * _descending.Length) - 1e-9);
        Int128 sum = 0;
        for (var i = 0; i < buyers; i++)
        {
            sum += _descending[i];
        }

        return (double)sum / (double)_total;
    }

    /// <summary>Returns the smallest number of buyers that together have this share of the revenue; null if there is no revenue.</summary>
    /// <param name="revenueShare">0 to 1.</param>
    public int? BuyersForShare(double revenueShare)
    {
        Uplift.ArgumentChecks.Between(revenueShare, 0, 1);
        if (_total == 0)
        {
            return null;
        }

        var target = revenueShare * (double)_total;
        Int128 sum = 0;
        var buyers = 0;
        while (buyers < _descending.Length && sum < _total && (double)sum < target)
        {
            sum += _descending[buyers++];
        }

        return buyers;
    }
}
