using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>
/// Adds one more purchase to the facts. It needs nothing but the facts, so adding gives the same result as folding all again.
/// </summary>
internal static class PurchaseFold
{
    /// <summary>A term that begins more than this many days after the last one ended is a new contract.</summary>
    internal const int RenewalDays = 30;

    private const string OtherProducts = "*";

    internal static BuyerFacts Add(BuyerFacts facts, Purchase purchase)
    {
        // When the clock is set back over midnight, a later instant can fall on an earlier day. Such a purchase counts
        // on the day already reached.
        var day = facts.LastPurchase is { } reached && purchase.Day < reached ? reached : purchase.Day;
        var newDay = facts.LastPurchase != day;
        long gap = newDay && facts.LastPurchase is { } previous ? day.DayNumber - previous.DayNumber : 0;
        var counted = facts with
        {
            PurchaseOrders = facts.PurchaseOrders + 1,
            PurchaseDays = facts.PurchaseDays + (newDay ? 1 : 0),
            FirstPurchase = facts.FirstPurchase ?? day,
            SecondPurchase = newDay && facts.PurchaseDays == 1 ? day : facts.SecondPurchase,
            LastPurchase = day,
            SquaredGaps = facts.SquaredGaps + (gap * gap),
            NetValue = facts.NetValue + purchase.NetValue,
            DeliveryFees = facts.DeliveryFees + purchase.DeliveryFee,
            DiscountedOrders = facts.DiscountedOrders + (purchase.Discounted ? 1 : 0),
            GiftOrders = facts.GiftOrders + (purchase.Gift ? 1 : 0),
            Months = AddMonth(facts.Months, purchase, day, newDay),
            Recent = AddDay(facts.Recent, purchase, day),
        };
        return AddContract(AddSubscription(purchase.Gift ? counted : AddOwn(counted, purchase, day), purchase, day), purchase, day);
    }

    private static BuyerFacts AddOwn(BuyerFacts facts, Purchase purchase, DateOnly day)
    {
        var products = AddProducts(facts.Products, purchase.Lines, day);
        if (facts.LastOwnPurchase == day)
        {
            return facts with { Products = products };
        }

        var gap = facts.LastOwnPurchase is { } previous ? day.DayNumber - previous.DayNumber : 0;
        return facts with
        {
            OwnPurchaseDays = facts.OwnPurchaseDays + 1,
            FirstOwnPurchase = facts.FirstOwnPurchase ?? day,
            LastOwnPurchase = day,
            OwnSquaredGaps = facts.OwnSquaredGaps + ((long)gap * gap),
            LastGapDays = gap,
            Products = products,
        };
    }

    private static BuyerFacts AddSubscription(BuyerFacts facts, Purchase purchase, DateOnly day) => !purchase.Subscription
        ? facts
        : facts with
        {
            FirstSubscriptionPurchase = facts.FirstSubscriptionPurchase ?? day,
            SubscriptionDays = facts.SubscriptionDays + (facts.LastSubscriptionPurchase == day ? 0 : 1),
            LastSubscriptionPurchase = day,
        };

    private static BuyerFacts AddContract(BuyerFacts facts, Purchase purchase, DateOnly day)
    {
        if (purchase.ContractUntil is not { } until)
        {
            return facts;
        }

        return facts.ContractUntil is not { } before || day.DayNumber - before.DayNumber > RenewalDays
            ? facts with { ContractStart = day, ContractUntil = until, ContractRenewals = 0 }
            : until > before ? facts with { ContractUntil = until, ContractRenewals = facts.ContractRenewals + 1 }
            : facts;
    }

    private static FactList<PurchaseMonth> AddMonth(FactList<PurchaseMonth> months, Purchase purchase, DateOnly day, bool newDay)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var known = months.Count > 0 && months[^1].Month == first;
        var month = known ? months[^1] : new PurchaseMonth(first, 0, 0, 0, 0);
        month = month with
        {
            Days = month.Days + (newDay ? 1 : 0),
            Orders = month.Orders + 1,
            NetValue = month.NetValue + purchase.NetValue,
            DeliveryFees = month.DeliveryFees + purchase.DeliveryFee,
        };
        return known ? months.WithLast(month) : months.Append(month, BuyerFold.MaxMonths);
    }

    private static FactList<PurchaseDay> AddDay(FactList<PurchaseDay> days, Purchase purchase, DateOnly day)
    {
        var known = days.Count > 0 && days[^1].Day == day;
        var last = known ? days[^1] : new PurchaseDay(day, 0, 0, 0, 0, 0);
        last = last with
        {
            Orders = last.Orders + 1,
            NetValue = last.NetValue + purchase.NetValue,
            DeliveryFees = last.DeliveryFees + purchase.DeliveryFee,
            DiscountedOrders = last.DiscountedOrders + (purchase.Discounted ? 1 : 0),
            GiftOrders = last.GiftOrders + (purchase.Gift ? 1 : 0),
        };
        return known ? days.WithLast(last) : days.Append(last, BuyerFold.MaxRecentDays);
    }

    // Least recently bought first, then by id, so that the dropped products do not depend on the sequence of an order's lines.
    private static FactList<ProductNeed> AddProducts(FactList<ProductNeed> products, ImmutableArray<OrderLine> lines, DateOnly day)
    {
        var bought = lines.Where(line => line.Product != OtherProducts && line.Quantity > 0).ToList();
        if (bought.Count == 0)
        {
            return products;
        }

        var needs = products.ToDictionary(need => need.Product, StringComparer.Ordinal);
        foreach (var line in bought)
        {
            var need = needs.TryGetValue(line.Product, out var known) ? known : new ProductNeed(line.Product, 0, 0, day, DateOnly.MinValue);
            needs[line.Product] = need with
            {
                Units = need.Units + (long)Math.Ceiling(line.Quantity),
                Days = need.Days + (need.Last == day ? 0 : 1),
                Last = day,
            };
        }

        return [.. needs.Values.OrderBy(need => need.Last).ThenBy(need => need.Product, StringComparer.Ordinal)
            .Skip(Math.Max(0, needs.Count - BuyerFold.MaxProducts))];
    }
}
