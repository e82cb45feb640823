using Churn.Domain.Buyers;

namespace Churn.Domain.Classification;

/// <summary>How many units of a product a buyer has for their own need, and how many anybody needs.</summary>
/// <param name="Product">The product's id; null where the orders' lines are not known and every purchase day counts as one unit.</param>
/// <param name="Units">Bought so far.</param>
/// <param name="Ceiling">From so many on, nobody needs more; at least 1.</param>
/// <param name="Last">The day it was last bought (the shop's).</param>
public readonly record struct ProductCeiling(string? Product, long Units, int Ceiling, DateOnly Last)
{
    public bool IsReached => Units >= Ceiling;

    /// <summary>All that the buyer has of products with a ceiling, least recently bought first.</summary>
    public static IReadOnlyList<ProductCeiling> Of(BuyerFacts facts, Policy policy) =>
        facts.Products.Count == 0 && policy.CeilingUnits > 0 && facts.LastOwnPurchase is { } last
            ? [new ProductCeiling(null, facts.OwnPurchaseDays, policy.CeilingUnits, last)]
            : [.. facts.Products.Select(need => new ProductCeiling(need.Product, need.Units, LimitOf(need.Product, policy), need.Last)).Where(of => of.Ceiling > 0)];

    /// <summary>The product closest to its ceiling, or furthest past it; null: nothing has one.</summary>
    public static ProductCeiling? Fullest(IEnumerable<ProductCeiling> ceilings)
    {
        ProductCeiling? fullest = null;
        foreach (var one in ceilings)
        {
            fullest = fullest is { } known && one.Units * known.Ceiling <= known.Units * one.Ceiling ? fullest : one;
        }

        return fullest;
    }

    /// <summary>Whether the buyer needs no more of anything they ever bought.</summary>
    public static bool HasAll(BuyerFacts facts, IReadOnlyList<ProductCeiling> ceilings) =>
        ceilings.Count > 0 && ceilings.Count >= facts.Products.Count && ceilings.All(one => one.IsReached);

    private static int LimitOf(string product, Policy policy) =>
        policy.Products.TryGetValue(product, out var special) ? special.Ceiling(policy.CeilingUnits) : policy.CeilingUnits;
}
