using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>
/// What a buyer's orders say about the buyer. It is a pure fold of the ledger (<see cref="BuyerFold"/>) and has no other source.
/// </summary>
public sealed record BuyerFacts
{
    /// <summary>
    /// The empty set of companies, with ordinal order so that rows are the same bytes on every machine. It must be declared before
    /// <see cref="None"/>, which uses it.
    /// </summary>
    public static ImmutableSortedSet<string> NoCompanies { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The facts of a buyer without orders.</summary>
    public static BuyerFacts None { get; } = new();

    /// <summary>Number of orders in the ledger, including those that are no purchases.</summary>
    public int Orders { get; init; }

    /// <summary>The position of the last order. An order behind it can be added without reading the ledger. Null without orders.</summary>
    public OrderPosition? Last { get; init; }

    /// <summary>Number of orders that are purchases.</summary>
    public int PurchaseOrders { get; init; }

    /// <summary>Number of days (the shop's) with a purchase. Several orders on one day count as one.</summary>
    public int PurchaseDays { get; init; }

    public DateOnly? FirstPurchase { get; init; }

    /// <summary>The second purchase day; null if there was none.</summary>
    public DateOnly? SecondPurchase { get; init; }

    public DateOnly? LastPurchase { get; init; }

    /// <summary>
    /// Sum of the squared gaps between purchase days, days squared. Together with the sum of the gaps (last less first day) it gives their
    /// spread.
    /// </summary>
    public long SquaredGaps { get; init; }

    /// <summary>
    /// Number of days with a purchase for the buyer's own need. Orders taken for gifts are left out. Rhythm and lapse use these days;
    /// reports and value use all purchase days.
    /// </summary>
    public int OwnPurchaseDays { get; init; }

    public DateOnly? FirstOwnPurchase { get; init; }

    public DateOnly? LastOwnPurchase { get; init; }

    /// <summary>Sum of the squared gaps between days with a purchase for own need, days squared.</summary>
    public long OwnSquaredGaps { get; init; }

    /// <summary>Days between the last two days with a purchase for own need; 0 with fewer than two.</summary>
    public int LastGapDays { get; init; }

    /// <summary>What was charged for delivery over all purchases in the shop's currency, minor units of it.</summary>
    public long DeliveryFees { get; init; }

    /// <summary>Net value of the purchases in the shop's currency, minor units (<see cref="Order.NetValue"/>).</summary>
    public long NetValue { get; init; }

    /// <summary>Number of purchases made at a discount.</summary>
    public int DiscountedOrders { get; init; }

    /// <summary>Number of purchases taken for gifts.</summary>
    public int GiftOrders { get; init; }

    /// <summary>
    /// Number of purchases in another currency than the shop's. They count as purchases but add nothing to <see cref="NetValue"/>.
    /// </summary>
    public int ForeignCurrencyOrders { get; init; }

    /// <summary>Number of cancelled, deleted or wholly refunded orders.</summary>
    public int CancelledOrders { get; init; }

    /// <summary>Money refunded over all orders in the shop's currency, minor units.</summary>
    public long Refunded { get; init; }

    /// <summary>The first purchase day that belonged to a subscription.</summary>
    public DateOnly? FirstSubscriptionPurchase { get; init; }

    /// <summary>Number of purchase days that belonged to a subscription.</summary>
    public int SubscriptionDays { get; init; }

    /// <summary>The day of the first order of the current or last contract.</summary>
    public DateOnly? ContractStart { get; init; }

    /// <summary>The last day of the contract term that is paid for; null if the buyer never had a contract.</summary>
    public DateOnly? ContractUntil { get; init; }

    /// <summary>How often the current or last contract was renewed.</summary>
    public int ContractRenewals { get; init; }

    /// <summary>Calendar months with purchases, ascending. Only the latest <see cref="BuyerFold.MaxMonths"/> are kept.</summary>
    public FactList<PurchaseMonth> Months { get; init; } = [];

    /// <summary>Purchase days, ascending. Only the latest <see cref="BuyerFold.MaxRecentDays"/> are kept.</summary>
    public FactList<PurchaseDay> Recent { get; init; } = [];

    /// <summary>
    /// Products bought for own need, least recently bought first. Only the <see cref="BuyerFold.MaxProducts"/> bought
    /// most recently are kept.
    /// </summary>
    public FactList<ProductNeed> Products { get; init; } = [];

    /// <summary>The last purchase day that belonged to a subscription.</summary>
    public DateOnly? LastSubscriptionPurchase { get; init; }

    /// <summary>The platform's customer id in the last order that has one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Whether the buyer agreed to marketing messages, in the last order that says so; null if no order says.</summary>
    public bool? Consent { get; init; }

    /// <summary>The platform's ids of the companies that the buyer has ordered for.</summary>
    public ImmutableSortedSet<string> Companies { get; init; } = NoCompanies;

    /// <summary>Days from the first to the last purchase; 0 with fewer than two purchase days.</summary>
    public int TenureDays => FirstPurchase is { } first && LastPurchase is { } last ? last.DayNumber - first.DayNumber : 0;

    /// <summary>Days from the first to the last purchase for own need; 0 with fewer than two.</summary>
    public int OwnTenureDays => FirstOwnPurchase is { } first && LastOwnPurchase is { } last ? last.DayNumber - first.DayNumber : 0;

    /// <summary>Whether all orders are anonymous: none of them names a person.</summary>
    public bool IsAnonymous { get; init; }
}

/// <summary>What a buyer has bought of one product for their own need. Gifts are left out.</summary>
/// <param name="Product">The product's id, as in the order's lines.</param>
/// <param name="Units">Units bought. Each line's quantity is rounded up.</param>
/// <param name="Days">Number of days on which it was bought.</param>
/// <param name="First">The first such day (the shop's).</param>
/// <param name="Last">The last such day.</param>
public readonly record struct ProductNeed(string Product, long Units, int Days, DateOnly First, DateOnly Last);

/// <summary>What was bought on one day (the shop's).</summary>
/// <param name="Orders">Number of purchases.</param>
/// <param name="NetValue">Their net value in the shop's currency, minor units.</param>
/// <param name="DeliveryFees">What was charged for delivery, minor units.</param>
/// <param name="DiscountedOrders">Number of purchases made at a discount.</param>
/// <param name="GiftOrders">Number of purchases taken for gifts.</param>
public readonly record struct PurchaseDay(DateOnly Day, int Orders, long NetValue, long DeliveryFees, int DiscountedOrders, int GiftOrders)
{
    /// <summary>Whether at least one purchase was for the buyer's own need.</summary>
    public bool IsOwn => GiftOrders < Orders;
}

/// <summary>What was bought in a calendar month (the shop's).</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Days">Number of purchase days.</param>
/// <param name="Orders">Number of purchases.</param>
/// <param name="NetValue">Their net value in the shop's currency, minor units.</param>
/// <param name="DeliveryFees">What was charged for delivery, minor units.</param>
public readonly record struct PurchaseMonth(DateOnly Month, int Days, int Orders, long NetValue, long DeliveryFees);
