using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;

namespace Churn.Domain.Offers;

/// <summary>Something that a buyer uses up, and how soon.</summary>
/// <param name="Product">The product's id; null for all that the buyer buys, taken together.</param>
/// <param name="CycleDays">
/// The buyer's own gaps drawn towards the product's cycle, or towards the buyer's usual gap if it has no cycle.
/// </param>
/// <param name="Last">The last day (the shop's) on which it was bought for own need.</param>
/// <param name="Days">Days on which it was bought.</param>
internal readonly record struct ProductRefill(string? Product, int CycleDays, DateOnly Last, int Days)
{
    /// <summary>
    /// The refills of a buyer. Products with a cycle in the policy count from the first purchase on. If everything that the shop sells is
    /// used up, products that were bought twice count too, and if there is none, all that the buyer buys counts as one. Products of which
    /// the buyer has as many as one needs are left out.
    /// </summary>
    internal static IReadOnlyList<ProductRefill> Of(BuyerFacts facts, BuyerClass labels, Policy policy)
    {
        var refills = facts.Products.Select(need => Of(need, labels, policy)).OfType<ProductRefill>().ToList();
        return refills.Count == 0 && policy.Offers.ReplenishesAll && facts is { OwnPurchaseDays: >= 2, LastOwnPurchase: { } last }
            ? [new ProductRefill(null, labels.CycleDays, last, facts.OwnPurchaseDays)]
            : refills;
    }

    /// <summary>
    /// A product's cycle for a buyer: the buyer's own gaps drawn towards the policy's cycle, days, at least 1; 0 if the policy has none.
    /// </summary>
    internal static int CycleOf(ProductNeed need, Policy policy) =>
        policy.Products.TryGetValue(need.Product, out var product) && product.Cycle > 0 ? Shrunk(need, product.Cycle, policy) : 0;

    private static ProductRefill? Of(ProductNeed need, BuyerClass labels, Policy policy)
    {
        var product = policy.Products.GetValueOrDefault(need.Product);
        var ceiling = product?.Ceiling(policy.CeilingUnits) ?? policy.CeilingUnits;
        var cycle = ceiling > 0 && need.Units >= ceiling ? 0
            : product?.Cycle > 0 ? Shrunk(need, product.Cycle, policy)
            : policy.Offers.ReplenishesAll && need.Days >= 2 ? Shrunk(need, labels.CycleDays, policy)
            : 0;
        return cycle > 0 ? new ProductRefill(need.Product, cycle, need.Last, need.Days) : null;
    }

    private static int Shrunk(ProductNeed need, int cycle, Policy policy)
    {
        var days = ((long)policy.CycleWeight * cycle) + need.Last.DayNumber - need.First.DayNumber;
        return Math.Max(1, (int)(days / (policy.CycleWeight + need.Days - 1)));
    }
}
