namespace Churn.Statistics.Uplift;

/// <summary>
/// The outcome of an offer with a random holdout, counted by intention to treat: all buyers assigned to an arm are in its trials, whether
/// or not the message reached them.
/// </summary>
/// <param name="Treated">Buyers who bought in the outcome window, out of all buyers assigned to get the offer.</param>
/// <param name="HeldOut">Buyers who bought in the same window, out of all buyers assigned to get nothing.</param>
public readonly record struct TwoArmTrial(Proportion Treated, Proportion HeldOut)
{
    /// <summary>Treated rate minus held-out rate, −1 to 1; null if an arm is empty.</summary>
    public double? Difference => Treated.Rate - HeldOut.Rate;
}
