using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>What erasures took out of the ledgers, by month: added to what the ledgers still hold, a shop's totals are what they were.</summary>
public sealed record ErasedTotals
{
    /// <summary>Nothing erased.</summary>
    public static ErasedTotals None { get; } = new();

    /// <summary>By month of the order in the shop's time zone, <c>yyyy-MM</c>.</summary>
    public ImmutableSortedDictionary<string, ErasedMonth> Months { get; init; } = ImmutableSortedDictionary.Create<string, ErasedMonth>(StringComparer.Ordinal);

    /// <summary>All months together.</summary>
    public ErasedMonth Total => Months.Values.Aggregate(default(ErasedMonth), (sum, month) => sum + month);

    /// <summary>What these orders come to.</summary>
    public static ErasedTotals Of(IEnumerable<Order> orders, Shop shop) => orders.Aggregate(None, (totals, order) => totals.Add(
        shop.DayOf(order.PlacedAt).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        new ErasedMonth(1, order.IsPurchase ? 1 : 0, order.Currency == shop.Currency ? order.NetValue : 0)));

    /// <summary>Both together.</summary>
    public ErasedTotals Add(ErasedTotals other) => other.Months.Aggregate(this, (totals, month) => totals.Add(month.Key, month.Value));

    private ErasedTotals Add(string month, ErasedMonth value) => this with { Months = Months.SetItem(month, Months.GetValueOrDefault(month) + value) };
}
