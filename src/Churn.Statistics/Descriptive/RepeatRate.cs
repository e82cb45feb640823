using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>Repeat purchase rate: buyers with at least two purchase days among all buyers.</summary>
public static class RepeatRate
{
    /// <summary>
    /// Of everybody who had bought by a day, how many had bought twice by then. It mixes old buyers with new ones, who have had no
    /// time to return; compare shops or months by <see cref="Within"/>.
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
    /// Of the buyers first seen at least <paramref name="horizon"/> days before the last day, how many bought again within that many
    /// days. Younger buyers are left out, whether or not they have already returned: counting only those who have would flatter the
    /// rate.
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
