namespace Churn.Simulation.Demo;

/// <summary>How a kind of buyer behaves.</summary>
/// <param name="Share">Share of all buyers. The shares sum to one.</param>
/// <param name="GapDays">Mean number of days between orders.</param>
/// <param name="GapSpread">Standard deviation of the gap, divided by its mean.</param>
/// <param name="LeavesAfterOrder">Probability that an order is the last one.</param>
/// <param name="Items">Mean number of items in an order.</param>
/// <param name="DiscountChance">Probability that an order is discounted.</param>
/// <param name="Subscribes">Whether the orders come from a subscription.</param>
/// <param name="InSeasonOnly">Whether these buyers order only in December, as gifts.</param>
internal sealed record BuyerHabit(
    double Share,
    double GapDays,
    double GapSpread,
    double LeavesAfterOrder,
    double Items,
    double DiscountChance,
    bool Subscribes = false,
    bool InSeasonOnly = false)
{
    /// <summary>The buyers of a small shop: most of them buy once, and a few bring most of the revenue.</summary>
    public static IReadOnlyList<BuyerHabit> All { get; } =
    [
        new(Share: 0.42, GapDays: 200, GapSpread: 0.6, LeavesAfterOrder: 1, Items: 1.6, DiscountChance: 0.25),
        new(Share: 0.21, GapDays: 140, GapSpread: 0.5, LeavesAfterOrder: 0.35, Items: 1.8, DiscountChance: 0.15),
        new(Share: 0.17, GapDays: 42, GapSpread: 0.3, LeavesAfterOrder: 0.06, Items: 2.2, DiscountChance: 0.08),
        new(Share: 0.05, GapDays: 24, GapSpread: 0.25, LeavesAfterOrder: 0.015, Items: 4, DiscountChance: 0.05),
        new(Share: 0.08, GapDays: 65, GapSpread: 0.45, LeavesAfterOrder: 0.15, Items: 2.5, DiscountChance: 1),
        new(Share: 0.03, GapDays: 30, GapSpread: 0.03, LeavesAfterOrder: 0.04, Items: 2, DiscountChance: 0.02, Subscribes: true),
        new(Share: 0.04, GapDays: 365, GapSpread: 0.02, LeavesAfterOrder: 0.3, Items: 2, DiscountChance: 0, InSeasonOnly: true),
    ];
}
