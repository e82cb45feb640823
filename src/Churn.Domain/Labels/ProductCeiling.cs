using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;

namespace Churn.Domain.Labels;

/// <summary>How many units of a product a buyer has bought for their own need, and how many units a buyer needs at most.</summary>
/// <param name="Product">The product's id; null if the orders have no lines, so that every purchase day counts as one unit.</param>
/// <param name="Units">Units bought so far.</param>
/// <param name="Ceiling">Units that are enough for one buyer; at least 1.</param>
/// <param name="Last">The day it was last bought (the shop's).</param>
public readonly record struct ProductCeiling(string? Product, long Units, int Ceiling, DateOnly Last)
{
    public bool IsReached => Units >= Ceiling;

    /// <summary>Returns the buyer's products that have a ceiling, least recently bought first.</summary>
    public static IReadOnlyList<ProductCeiling> Of(BuyerFacts facts, Policy policy) =>
        facts.Products.Count == 0 && policy.CeilingUnits > 0 && facts.LastOwnPurchase is { } last
            ? [new ProductCeiling(null, facts.OwnPurchaseDays, policy.CeilingUnits, last)]
            : [.. facts.Products
                .Select(need => new ProductCeiling(need.Product, need.Units, LimitOf(need.Product, policy), need.Last))
                .Where(of => of.Ceiling > 0)];

    /// <summary>Returns the product closest to its ceiling or furthest past it; null if no product has a ceiling.</summary>
    public static ProductCeiling? Fullest(IEnumerable<ProductCeiling> ceilings)
    {
        ProductCeiling? fullest = null;
        foreach (var one in ceilings)
        {
            fullest = fullest is { } known && one.Units * known.Ceiling <= known.Units * one.Ceiling ? fullest : one;
        }

        return fullest;
    }

    /// <summary>Whether the buyer has reached the ceiling of every product they ever bought.</summary>
    public static bool HasAll(BuyerFacts facts, IReadOnlyList<ProductCeiling> ceilings) =>
        ceilings.Count > 0 && ceilings.Count >= facts.Products.Count && ceilings.All(one => one.IsReached);

    private static int LimitOf(string product, Policy policy) =>
        policy.Products.TryGetValue(product, out var special) ? special.Ceiling(policy.CeilingUnits) : policy.CeilingUnits;
}
