using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>What a buyer's orders say of them: a pure fold of the ledger (<see cref="BuyerFold"/>), never anything else.</summary>
public sealed record BuyerFacts
{
    /// <summary>No companies, ordered ordinally, so that rows are the same bytes everywhere. Stands before <see cref="None"/>, which is made of it.</summary>
    public static ImmutableSortedSet<string> NoCompanies { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Nothing ordered yet.</summary>
    public static BuyerFacts None { get; } = new();

    /// <summary>All orders in the ledger, those that count for nothing included.</summary>
    public int Orders { get; init; }

    /// <summary>Where the last of them stands: a later order can be added without reading the ledger.</summary>
    public OrderPosition? Last { get; init; }

    /// <summary>Orders that are purchases.</summary>
    public int PurchaseOrders { get; init; }

    /// <summary>Days (the shop's) with a purchase: several orders of one day are one purchase.</summary>
    public int PurchaseDays { get; init; }

    public DateOnly? FirstPurchase { get; init; }

    /// <summary>The day of the second purchase; null: there was none.</summary>
    public DateOnly? SecondPurchase { get; init; }

    public DateOnly? LastPurchase { get; init; }

    /// <summary>Sum of the squared gaps between purchase days, days squared: with the sum (last less first), their spread.</summary>
    public long SquaredGaps { get; init; }

    /// <summary>
    /// Days with a purchase for the buyer's own need: an order taken for a gift is somebody else's. Rhythm and lapse go by these days; reports and
    /// worth go by all.
    /// </summary>
    public int OwnPurchaseDays { get; init; }

    public DateOnly? FirstOwnPurchase { get; init; }

    public DateOnly? LastOwnPurchase { get; init; }

    /// <summary>Sum of the squared gaps between days of own need, days squared.</summary>
    public long OwnSquaredGaps { get; init; }

    /// <summary>Days between the last two days of own need; 0 with fewer than two.</summary>
    public int LastGapDays { get; init; }

    /// <summary>What was charged for delivery over all purchases in the shop's currency, minor units.</summary>
    public long DeliveryFees { get; init; }

    /// <summary>Net value of the purchases in the shop's currency, minor units (<see cref="Order.NetValue"/>).</summary>
    public long NetValue { get; init; }

    /// <summary>Purchases made at a discount.</summary>
    public int DiscountedOrders { get; init; }

    /// <summary>Purchases taken for gifts.</summary>
    public int GiftOrders { get; init; }

    /// <summary>Purchases in another currency than the shop's: they count as purchases and are worth nothing in <see cref="NetValue"/>.</summary>
    public int ForeignCurrencyOrders { get; init; }

    /// <summary>Cancelled, deleted or wholly refunded orders.</summary>
    public int CancelledOrders { get; init; }

    /// <summary>Money given back over all orders in the shop's currency, minor units.</summary>
    public long Refunded { get; init; }

    /// <summary>The first purchase day that belonged to a subscription.</summary>
    public DateOnly? FirstSubscriptionPurchase { get; init; }

    /// <summary>Purchase days that belonged to a subscription.</summary>
    public int SubscriptionDays { get; init; }

    /// <summary>The day the current or last contract began: of its first order.</summary>
    public DateOnly? ContractStart { get; init; }

    /// <summary>The last day its term runs, as far as it is paid for; null: never had a contract.</summary>
    public DateOnly? ContractUntil { get; init; }

    /// <summary>How often it was renewed.</summary>
    public int ContractRenewals { get; init; }

    /// <summary>Calendar months with purchases, ascending, the latest <see cref="BuyerFold.MaxMonths"/>.</summary>
    public FactList<PurchaseMonth> Months { get; init; } = [];

    /// <summary>Purchase days, ascending, the latest <see cref="BuyerFold.MaxRecentDays"/>.</summary>
    public FactList<PurchaseDay> Recent { get; init; } = [];

    /// <summary>Products bought for own need, least recently bought first, the latest <see cref="BuyerFold.MaxProducts"/>.</summary>
    public FactList<ProductNeed> Products { get; init; } = [];

    /// <summary>The last purchase day that belonged to a running subscription.</summary>
    public DateOnly? LastSubscriptionPurchase { get; init; }

    /// <summary>The platform's customer id in the last order that gave one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Whether the buyer agreed to be written to, in the last order that said; null: none did.</summary>
    public bool? Consent { get; init; }

    /// <summary>Companies that the buyer has ordered for, by the platform's company ids.</summary>
    public ImmutableSortedSet<string> Companies { get; init; } = NoCompanies;

    /// <summary>Days from the first to the last purchase; 0 with fewer than two purchase days.</summary>
    public int TenureDays => FirstPurchase is { } first && LastPurchase is { } last ? last.DayNumber - first.DayNumber : 0;

    /// <summary>Days from the first to the last purchase of own need; 0 with fewer than two.</summary>
    public int OwnTenureDays => FirstOwnPurchase is { } first && LastOwnPurchase is { } last ? last.DayNumber - first.DayNumber : 0;

    /// <summary>No person is known behind the orders.</summary>
    public bool IsAnonymous { get; init; }
}
