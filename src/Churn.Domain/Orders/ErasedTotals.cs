using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Shops;

namespace Churn.Domain.Orders;

/// <summary>
/// What erasures took out of the ledgers, by month. Together with what the ledgers still hold, it gives the shop's totals as they were.
/// </summary>
public sealed record ErasedTotals
{
    /// <summary>Nothing erased.</summary>
    public static ErasedTotals None { get; } = new();

    /// <summary>By month of the order in the shop's time zone, <c>yyyy-MM</c>.</summary>
    public ImmutableSortedDictionary<string, ErasedMonth> Months { get; init; } =
        ImmutableSortedDictionary.Create<string, ErasedMonth>(StringComparer.Ordinal);

    /// <summary>The sum of all months.</summary>
    public ErasedMonth Total => Months.Values.Aggregate(default(ErasedMonth), (sum, month) => sum + month);

    /// <summary>The totals of orders that are erased.</summary>
    public static ErasedTotals Of(IEnumerable<Order> orders, Shop shop) => orders.Aggregate(None, (totals, order) => totals.Add(
        shop.DayOf(order.PlacedAt).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        new ErasedMonth(1, order.IsPurchase ? 1 : 0, order.Currency == shop.Currency ? order.NetValue : 0)));

    /// <summary>The sum of two totals.</summary>
    public ErasedTotals Add(ErasedTotals other) => other.Months.Aggregate(this, (totals, month) => totals.Add(month.Key, month.Value));

    private ErasedTotals Add(string month, ErasedMonth value) =>
        this with { Months = Months.SetItem(month, Months.GetValueOrDefault(month) + value) };
}

/// <summary>What was erased of one month. It names no buyer.</summary>
/// <param name="Orders">Orders, those that are no purchases included.</param>
/// <param name="Purchases">Orders that were purchases.</param>
/// <param name="NetValue">The orders' net value in the shop's currency, minor units.</param>
public readonly record struct ErasedMonth(int Orders, int Purchases, long NetValue)
{
    public static ErasedMonth operator +(ErasedMonth left, ErasedMonth right) =>
        new(left.Orders + right.Orders, left.Purchases + right.Purchases, left.NetValue + right.NetValue);
}
