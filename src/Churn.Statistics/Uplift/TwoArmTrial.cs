namespace Churn.Statistics.Uplift;

/// <summary>
/// The outcome of an offer with a random holdout, counted by intention to treat: everybody assigned to an arm is in its trials,
/// whether or not the message reached them.
/// </summary>
/// <param name="Treated">Buyers assigned to get the offer, and those of them who bought in the outcome window.</param>
/// <param name="HeldOut">Buyers assigned to get nothing, and those of them who bought in the same window.</param>
public readonly record struct TwoArmTrial(Proportion Treated, Proportion HeldOut)
{
    /// <summary>Treated rate minus held-out rate, −1 to 1; null when an arm is empty.</summary>
    public double? Difference => Treated.Rate - HeldOut.Rate;
}
