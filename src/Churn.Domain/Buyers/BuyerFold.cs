using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Folds a ledger into facts. Adding a later order to the facts gives the same result as folding the whole ledger again.</summary>
public static class BuyerFold
{
    /// <summary>
    /// Maximum number of companies in a row, the first by id. Keeping the first of a union is associative, so the result does not depend on
    /// the sequence of the orders.
    /// </summary>
    public const int MaxCompanies = 50;

    /// <summary>Maximum number of calendar months with purchases in a row, the latest: twenty years.</summary>
    public const int MaxMonths = 240;

    /// <summary>
    /// Maximum number of single purchase days in a row, the latest. Sums over a year stay exact, because they come from
    /// <see cref="BuyerFacts.Months"/>.
    /// </summary>
    public const int MaxRecentDays = 48;

    /// <summary>Maximum number of products in a row, the most recently bought.</summary>
    public const int MaxProducts = 40;

    /// <summary>
    /// Folds a whole ledger, given in any sequence. An entry that so far holds only a refund or a deletion is left out.
    /// </summary>
    public static BuyerFacts Fold(IEnumerable<LedgerEntry> ledger, Shop shop) =>
        Fold(ledger.Where(entry => entry.IsKnown).Select(entry => entry.Effective), shop);

    /// <summary>Folds a whole ledger, given in any sequence.</summary>
    public static BuyerFacts Fold(IEnumerable<Order> ledger, Shop shop) =>
        ledger.OrderBy(order => order.Position).Aggregate(BuyerFacts.None, (facts, order) => Add(facts, order, shop));

    /// <summary>Whether the order is behind all folded orders, as <see cref="Add(BuyerFacts, Order, Shop)"/> requires.</summary>
    public static bool IsLater(BuyerFacts facts, Order order) => facts.Last is not { } last || order.Position.CompareTo(last) > 0;

    /// <summary>Adds an entry that is behind all folded orders. An entry that holds only a refund or a deletion changes nothing.</summary>
    public static BuyerFacts Add(BuyerFacts facts, LedgerEntry entry, Shop shop) =>
        entry.IsKnown ? Add(facts, entry.Effective, shop) : facts;

    /// <summary>Adds an order that is behind all folded orders.</summary>
    /// <exception cref="ArgumentException">The order is not later than those already folded.</exception>
    public static BuyerFacts Add(BuyerFacts facts, Order order, Shop shop)
    {
        if (!IsLater(facts, order))
        {
            throw new ArgumentException($"Order {order.Id} of shop {shop.Id} is not later than the last one folded.", nameof(order));
        }

        var native = order.Currency == shop.Currency;
        var known = facts with
        {
            Orders = facts.Orders + 1,
            Last = order.Position,
            IsAnonymous = order.Buyer.IsAnonymous && (facts.Orders == 0 || facts.IsAnonymous),
            CustomerId = order.Buyer.CustomerId ?? facts.CustomerId,
            Consent = order.Buyer.Consent ?? facts.Consent,
            Companies = order.Buyer.CompanyId is { } company ? Keep(facts.Companies.Add(company)) : facts.Companies,
            Refunded = facts.Refunded + (native && !order.Test ? order.Refunded : 0),
        };
        return order.IsPurchase ? AddPurchase(known, order, shop.DayOf(order.PlacedAt), native)
            : order.Test || order.Money.Total <= 0 ? known
            : known with { CancelledOrders = known.CancelledOrders + 1 };
    }

    private static ImmutableSortedSet<string> Keep(ImmutableSortedSet<string> companies) =>
        companies.Count <= MaxCompanies ? companies : companies.Except(companies.Skip(MaxCompanies));

    /// <summary>Returns the facts after one more purchase.</summary>
    public static BuyerFacts AddPurchase(BuyerFacts facts, Purchase purchase) => PurchaseFold.Add(facts, purchase);

    private static BuyerFacts AddPurchase(BuyerFacts facts, Order order, DateOnly day, bool native) => AddPurchase(facts, new Purchase
    {
        Day = day,
        NetValue = native ? order.NetValue : 0,
        DeliveryFee = native ? Math.Max(0, order.Money.Shipping) : 0,
        Discounted = order.Money.Discounts > 0,
        Gift = order.Gift is not null,
        Subscription = order.Subscription,
        ContractUntil = order.ContractUntil,
        Lines = order.Lines ?? [],
    }) with
    {
        ForeignCurrencyOrders = facts.ForeignCurrencyOrders + (native ? 0 : 1),
    };
}
