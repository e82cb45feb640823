using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Churn over a period, together with its definition. Without a contract a buyer's leaving cannot be observed, so a buyer counts as active
/// while the last purchase is at most <see cref="InactiveAfterDays"/> days ago.
/// </summary>
/// <param name="InactiveAfterDays">Days without a purchase after which a buyer is inactive.</param>
/// <param name="FromDay">The start: active buyers are counted at the end of this day.</param>
/// <param name="ToDay">The end: lost buyers are counted at the end of this day.</param>
/// <param name="Lost">
/// Buyers active at the start and inactive at the end, out of those active at the start. Buyers already inactive at
/// the start are not counted.
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
