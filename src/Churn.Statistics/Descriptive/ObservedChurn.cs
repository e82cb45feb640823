using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Churn over a period, by a definition that the figure carries: without a contract nobody sees a buyer leave, so a buyer counts as
/// active while the last purchase is at most <see cref="InactiveAfterDays"/> days ago.
/// </summary>
/// <param name="InactiveAfterDays">The definition.</param>
/// <param name="FromDay">The day at whose end the buyers at risk were counted.</param>
/// <param name="ToDay">The day at whose end it was seen who of them was still active.</param>
/// <param name="Lost">
/// Buyers active at the start and inactive at the end, out of those active at the start. Who was lost before is in neither number.
/// </param>
public readonly record struct ObservedChurn(int InactiveAfterDays, int FromDay, int ToDay, Proportion Lost)
{
    /// <summary>Counts a period.</summary>
    /// <param name="histories">All purchases.</param>
    /// <param name="fromDay">Start, 0 to <paramref name="toDay"/> − 1.</param>
    /// <param name="toDay">End, inclusive, at most <see cref="OrderHistories.LargestDay"/>.</param>
    /// <param name="inactiveAfterDays">1 to 36,600 days without a purchase.</param>
    public static ObservedChurn Between(OrderHistories histories, int fromDay, int toDay, int inactiveAfterDays)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfNegative(fromDay);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(toDay, fromDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toDay, OrderHistories.LargestDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(inactiveAfterDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inactiveAfterDays, 36_600);
        int active = 0, lost = 0;
        for (var buyer = 0; buyer < histories.Count; buyer++)
        {
            int? lastAtStart = null, lastAtEnd = null;
            foreach (var day in histories[buyer])
            {
                lastAtStart = day <= fromDay ? day : lastAtStart;
                lastAtEnd = day <= toDay ? day : lastAtEnd;
            }

            if (fromDay - lastAtStart <= inactiveAfterDays)
            {
                active++;
                lost += toDay - lastAtEnd > inactiveAfterDays ? 1 : 0;
            }
        }

        return new ObservedChurn(inactiveAfterDays, fromDay, toDay, new Proportion(lost, active));
    }
}
