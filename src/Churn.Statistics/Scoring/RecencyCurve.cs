namespace Churn.Statistics.Scoring;

/// <summary>P(order) and expected orders as falling step functions of the days since the last purchase.</summary>
internal sealed class RecencyCurve
{
    private const int MostGroups = 20;
    private const int FewestPerGroup = 25;

    private readonly int[] _longestGaps;
    private readonly double[] _probabilities;
    private readonly double[] _orders;

    private RecencyCurve(int[] longestGaps, double[] probabilities, double[] orders)
    {
        _longestGaps = longestGaps;
        _probabilities = probabilities;
        _orders = orders;
    }

    /// <summary>
    /// Learns from a split that lies wholly before the holdout to be forecast. Buyers are grouped by gap into groups of equal size, with
    /// equal gaps together, and groups are pooled until the curve falls (pool adjacent violators: M. Ayer et al. (1955), Annals of
    /// Mathematical Statistics 26, 641–647).
    /// </summary>
    internal static RecencyCurve Learn(CalibrationHoldoutSplit inner)
    {
        var (gaps, bought) = (new int[inner.Count], inner.HoldoutPurchases.ToArray());
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = inner.Ages[i] - inner.LastPurchases[i];
        }

        Array.Sort(gaps, bought);
        var groups = Math.Clamp(gaps.Length / FewestPerGroup, 1, MostGroups);
        var (edges, counts) = (new List<int>(groups), new List<double>(groups));
        var (buyers, orders) = (new List<double>(groups), new List<double>(groups));
        for (int start = 0, end; start < gaps.Length; start = end)
        {
            var wanted = (int)Math.Max(start + 1, (long)gaps.Length * (edges.Count + 1) / groups);
            end = Math.Min(wanted, gaps.Length);
            while (end < gaps.Length && gaps[end] == gaps[end - 1])
            {
                end++;
            }

            edges.Add(gaps[end - 1]);
            counts.Add(end - start);
            buyers.Add(bought.AsSpan(start, end - start).Length - bought.AsSpan(start, end - start).Count(0));
            orders.Add(Sum(bought.AsSpan(start, end - start)));
        }

        return new RecencyCurve([.. edges], Falling(buyers, counts, 0.5, 1), Falling(orders, counts, 0, 0));
    }

    internal (double Probability, double Orders) At(int gap)
    {
        var index = Array.BinarySearch(_longestGaps, gap);
        index = Math.Min(index < 0 ? ~index : index, _longestGaps.Length - 1);
        return (_probabilities[index], _orders[index]);
    }

    private static double Sum(ReadOnlySpan<int> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double[] Falling(List<double> sums, List<double> counts, double extraSum, double extraCount)
    {
        var blocks = new List<(double Sum, double Count, int Groups)>(sums.Count);
        for (var i = 0; i < sums.Count; i++)
        {
            var block = (Sum: sums[i], Count: counts[i], Groups: 1);
            while (blocks.Count > 0 && blocks[^1].Sum * block.Count <= block.Sum * blocks[^1].Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count, block.Groups + blocks[^1].Groups);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        var values = new double[sums.Count];
        var next = 0;
        foreach (var (sum, count, groups) in blocks)
        {
            values.AsSpan(next, groups).Fill((sum + extraSum) / (count + extraCount));
            next += groups;
        }

        return values;
    }
}
