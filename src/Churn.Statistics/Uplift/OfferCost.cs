namespace Churn.Statistics.Uplift;

/// <summary>
/// The cost of an offer's discounts, and the part of it that went to buyers who would have bought anyway. The single buyers are not known,
/// but the held-out arm gives their number.
/// </summary>
/// <param name="TotalDiscount">Discount given to all treated buyers who bought, in minor units; null if nothing was observed.</param>
/// <param name="DiscountWithoutEffect">
/// The part given to the expected number of buyers who would have bought anyway; null if an arm is empty.
/// </param>
/// <param name="ExtraBuyers">
/// Estimated number of buyers gained by the offer; negative if it drove buyers away; null if an arm is empty.
/// </param>
/// <param name="CostPerExtraBuyer">Total discount per buyer gained, in minor units; null unless at least one was gained.</param>
public readonly record struct OfferCost(
    double? TotalDiscount, double? DiscountWithoutEffect, double? ExtraBuyers, double? CostPerExtraBuyer)
{
    /// <summary>Computes the cost of a trial.</summary>
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
