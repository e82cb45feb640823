namespace Churn.Domain.Scores;

/// <summary>When a shop's second orders come (Kaplan and Meier 1958, buyers without one censored).</summary>
/// <param name="SecondOrders">How many it rests on.</param>
/// <param name="PeakFromDay">First day, after the first purchase, of the week in which a second order is likeliest for those who still lack one.</param>
/// <param name="PeakToDay">Its last day, inclusive.</param>
/// <param name="PeakPerDay">Probability of a second order on a day of that week, 0 to 1.</param>
/// <param name="WithinYear">Share of buyers with a second order within 365 days, 0 to 1; null when nobody was seen for so long.</param>
public sealed record SecondOrderFacts(int SecondOrders, int PeakFromDay, int PeakToDay, double PeakPerDay, double? WithinYear)
{
    /// <summary>With fewer second orders the policy's own day stands.</summary>
    public const int FewestSecondOrders = 50;
}
