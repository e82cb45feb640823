namespace Churn.Statistics.Descriptive;

/// <summary>
/// RFM scores by value, never by row number: buyers with equal values have equal scores. (A window function such as NTILE splits ties by
/// the sequence of the rows.) A score is 1 plus the number of edges strictly below the value.
/// </summary>
public sealed class RfmScoring
{
    private readonly long[] _recency;
    private readonly long[] _frequency;
    private readonly long[] _monetary;

    private RfmScoring(long[] recency, long[] frequency, long[] monetary)
    {
        _recency = recency;
        _frequency = frequency;
        _monetary = monetary;
    }

    /// <summary>Edges of the negated days since the last purchase, ascending.</summary>
    public ReadOnlySpan<long> RecencyEdges => _recency;

    /// <summary>Edges of the number of purchases, ascending. If two are equal, no buyer gets the score between them.</summary>
    public ReadOnlySpan<long> FrequencyEdges => _frequency;

    /// <summary>Edges of the revenue in minor units, ascending.</summary>
    public ReadOnlySpan<long> MonetaryEdges => _monetary;

    /// <summary>
    /// Creates relative scoring: the edges are the shop's own quantiles (the inverse of the empirical distribution, so
    /// always observed values).
    /// </summary>
    /// <param name="daysSinceLast">Days since each buyer's last purchase, 0 or more; at least one buyer.</param>
    /// <param name="purchases">Each buyer's purchases, 1 or more; as many as <paramref name="daysSinceLast"/>.</param>
    /// <param name="revenue">
    /// Each buyer's revenue in minor units of one currency, net of refunds; as many as <paramref name="daysSinceLast"/>.
    /// </param>
    /// <param name="groups">Number of scores, 2 to 9. 5 gives quintiles.</param>
    public static RfmScoring ByQuantiles(
        ReadOnlySpan<int> daysSinceLast, ReadOnlySpan<int> purchases, ReadOnlySpan<long> revenue, int groups = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups, 9);
        CheckColumns(daysSinceLast, purchases, revenue);
        if (daysSinceLast.IsEmpty)
        {
            throw new ArgumentException("There must be at least one buyer.", nameof(daysSinceLast));
        }

        var values = new long[revenue.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = -(long)daysSinceLast[i];
        }

        var recency = Edges(values, groups);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = purchases[i];
        }

        var frequency = Edges(values, groups);
        revenue.CopyTo(values);
        return new RfmScoring(recency, frequency, Edges(values, groups));
    }

    /// <summary>
    /// Creates absolute scoring: the same thresholds for every shop and month, so that a score keeps its meaning over time.
    /// </summary>
    /// <param name="atMostDaysSinceLast">
    /// Descending. A buyer within the last of these numbers of days has the best score. All three lists have the same length, 1 to 8.
    /// </param>
    /// <param name="atLeastPurchases">Ascending. A buyer that reaches the first of these has score 2.</param>
    /// <param name="atLeastRevenue">Ascending, minor units. A buyer that reaches the first of these has score 2.</param>
    public static RfmScoring ByThresholds(
        ReadOnlySpan<int> atMostDaysSinceLast, ReadOnlySpan<int> atLeastPurchases, ReadOnlySpan<long> atLeastRevenue)
    {
        ArgumentOutOfRangeException.ThrowIfZero(atMostDaysSinceLast.Length, nameof(atMostDaysSinceLast));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atMostDaysSinceLast.Length, 8, nameof(atMostDaysSinceLast));
        Uplift.ArgumentChecks.SameLength(atMostDaysSinceLast.Length, atLeastPurchases.Length, nameof(atLeastPurchases));
        Uplift.ArgumentChecks.SameLength(atMostDaysSinceLast.Length, atLeastRevenue.Length, nameof(atLeastRevenue));
        var (recency, frequency) = (new long[atMostDaysSinceLast.Length], new long[atMostDaysSinceLast.Length]);
        var monetary = new long[atMostDaysSinceLast.Length];
        for (var i = 0; i < recency.Length; i++)
        {
            // An edge is passed by a value strictly above it, a threshold by a value that reaches it.
            recency[i] = -(long)atMostDaysSinceLast[i] - 1;
            frequency[i] = (long)atLeastPurchases[i] - 1;
            monetary[i] = atLeastRevenue[i] == long.MinValue ? long.MinValue : atLeastRevenue[i] - 1;
        }

        return new RfmScoring(
            Ascending(recency, nameof(atMostDaysSinceLast)),
            Ascending(frequency, nameof(atLeastPurchases)),
            Ascending(monetary, nameof(atLeastRevenue)));
    }

    /// <summary>Scores one buyer.</summary>
    /// <param name="daysSinceLast">0 or more.</param>
    /// <param name="purchases">1 or more.</param>
    /// <param name="revenue">Minor units; negative if refunds exceed purchases.</param>
    public RfmScore Score(int daysSinceLast, int purchases, long revenue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(daysSinceLast);
        ArgumentOutOfRangeException.ThrowIfLessThan(purchases, 1);
        return new RfmScore(Group(_recency, -(long)daysSinceLast), Group(_frequency, purchases), Group(_monetary, revenue));
    }

    /// <summary>Scores all buyers into the caller's memory, without allocating.</summary>
    /// <param name="daysSinceLast">Days since each buyer's last purchase.</param>
    /// <param name="purchases">Each buyer's purchases.</param>
    /// <param name="revenue">Each buyer's revenue in minor units.</param>
    /// <param name="scores">Receives the scores; as long as the columns.</param>
    public void ScoreAll(
        ReadOnlySpan<int> daysSinceLast, ReadOnlySpan<int> purchases, ReadOnlySpan<long> revenue, Span<RfmScore> scores)
    {
        CheckColumns(daysSinceLast, purchases, revenue);
        Uplift.ArgumentChecks.SameLength(daysSinceLast.Length, scores.Length, nameof(scores));
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Score(daysSinceLast[i], purchases[i], revenue[i]);
        }
    }

    private static byte Group(long[] edges, long value)
    {
        var score = 1;
        foreach (var edge in edges)
        {
            score += edge < value ? 1 : 0;
        }

        return (byte)score;
    }

    private static long[] Edges(long[] values, int groups)
    {
        Array.Sort(values);
        var edges = new long[groups - 1];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = values[(int)((((long)values.Length * (i + 1)) + groups - 1) / groups) - 1];
        }

        return edges;
    }

    private static long[] Ascending(long[] edges, string name)
    {
        for (var i = 1; i < edges.Length; i++)
        {
            if (edges[i] < edges[i - 1])
            {
                throw new ArgumentException("The thresholds must rise from the worst score to the best.", name);
            }
        }

        return edges;
    }

    private static void CheckColumns(ReadOnlySpan<int> daysSinceLast, ReadOnlySpan<int> purchases, ReadOnlySpan<long> revenue)
    {
        Uplift.ArgumentChecks.SameLength(daysSinceLast.Length, purchases.Length, nameof(purchases));
        Uplift.ArgumentChecks.SameLength(daysSinceLast.Length, revenue.Length, nameof(revenue));
        for (var i = 0; i < daysSinceLast.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(daysSinceLast[i], nameof(daysSinceLast));
            ArgumentOutOfRangeException.ThrowIfLessThan(purchases[i], 1, nameof(purchases));
        }
    }
}
