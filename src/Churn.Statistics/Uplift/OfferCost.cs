namespace Churn.Statistics.Uplift;

/// <summary>
/// What an offer's discounts cost, and how much of it went to buyers who would have bought anyway. Nobody can name them, but the
/// held-out arm says how many they are.
/// </summary>
/// <param name="TotalDiscount">Discount given to all treated buyers who bought, in minor units; null when nothing was observed.</param>
/// <param name="DiscountWithoutEffect">
/// The part given to the expected number of buyers who would have bought anyway; null when an arm is empty.
/// </param>
/// <param name="ExtraBuyers">Buyers gained by the offer, estimated; below 0 when it drove some away; null when an arm is empty.</param>
/// <param name="CostPerExtraBuyer">Total discount for each buyer gained, in minor units; null unless at least one was gained.</param>
public readonly record struct OfferCost(
    double? TotalDiscount, double? DiscountWithoutEffect, double? ExtraBuyers, double? CostPerExtraBuyer)
{
    /// <summary>The cost of a trial.</summary>
    /// <param name="trial">Both arms.</param>
    /// <param name="meanDiscount">Mean discount of a treated buyer who bought, in minor units, 0 to 10^15.</param>
    public static OfferCost Of(TwoArmTrial trial, double meanDiscount)
    {
        ArgumentChecks.Between(meanDiscount, 0, 1e15);
        if (trial.Treated.Trials == 0)
        {
            return default;
        }

        var total = meanDiscount * trial.Treated.Successes;
        if (trial.HeldOut.Rate is not { } usual)
        {
            return new OfferCost(total, null, null, null);
        }

        var anyway = usual * trial.Treated.Trials;
        var extra = trial.Treated.Successes - anyway;
        return new OfferCost(
            total, meanDiscount * Math.Min(anyway, trial.Treated.Successes), extra, extra >= 1 ? total / extra : null);
    }
}
