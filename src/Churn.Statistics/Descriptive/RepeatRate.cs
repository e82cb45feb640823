using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>Repeat purchase rate: buyers with at least two purchase days among all buyers.</summary>
public static class RepeatRate
{
    /// <summary>
    /// Returns how many of all buyers up to a day had bought twice by then. This mixes old buyers with new ones that have had no time to
    /// return, so compare shops or months by <see cref="Within"/>.
    /// </summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="lastDay">Last day counted, inclusive.</param>
    public static Proportion AsOf(OrderHistories histories, int lastDay)
    {
        ArgumentNullException.ThrowIfNull(histories);
        int buyers = 0, repeated = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            var days = histories[i];
            buyers += days[0] <= lastDay ? 1 : 0;
            repeated += days.Length > 1 && days[1] <= lastDay ? 1 : 0;
        }

        return new Proportion(repeated, buyers);
    }

    /// <summary>
    /// Returns how many of the buyers first seen at least <paramref name="horizon"/> days before the last day bought again within that many
    /// days. Younger buyers are left out even if they have already returned: counting only those would make the rate too high.
    /// </summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="lastDay">Last observed day, inclusive.</param>
    /// <param name="horizon">1 or more days after the first purchase, inclusive.</param>
    public static Proportion Within(OrderHistories histories, int lastDay, int horizon)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int buyers = 0, repeated = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            var days = histories[i];
            if ((long)days[0] + horizon > lastDay)
            {
                continue;
            }

            buyers++;
            repeated += days.Length > 1 && days[1] - days[0] <= horizon ? 1 : 0;
        }

        return new Proportion(repeated, buyers);
    }
}
