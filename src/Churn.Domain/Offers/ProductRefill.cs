using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>Something that a buyer uses up, and how soon.</summary>
/// <param name="Product">The product's id; null: whatever the buyer buys, taken together.</param>
/// <param name="CycleDays">The buyer's own gaps shrunk to the product's cycle, or to their own usual gap where it has none.</param>
/// <param name="Last">The day it was last bought for own need (the shop's).</param>
/// <param name="Days">Days on which it was bought.</param>
internal readonly record struct ProductRefill(string? Product, int CycleDays, DateOnly Last, int Days)
{
    /// <summary>
    /// Products of which the policy gives a cycle, from the first purchase on; where everything is used up also what was bought twice, and failing
    /// that, whatever the buyer buys. Nothing of which the buyer has all that one needs.
    /// </summary>
    internal static IReadOnlyList<ProductRefill> Of(BuyerFacts facts, BuyerClass labels, Policy policy)
    {
        var refills = facts.Products.Select(need => Of(need, labels, policy)).OfType<ProductRefill>().ToList();
        return refills.Count == 0 && policy.Offers.ReplenishesAll && facts is { OwnPurchaseDays: >= 2, LastOwnPurchase: { } last }
            ? [new ProductRefill(null, labels.CycleDays, last, facts.OwnPurchaseDays)]
            : refills;
    }

    /// <summary>A product's cycle for a buyer: their own gaps shrunk to the policy's, days, at least 1; 0: the policy has none.</summary>
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

    private static int Shrunk(ProductNeed need, int cycle, Policy policy) =>
        Math.Max(1, (int)((((long)policy.CycleWeight * cycle) + need.Last.DayNumber - need.First.DayNumber) / (policy.CycleWeight + need.Days - 1)));
}
