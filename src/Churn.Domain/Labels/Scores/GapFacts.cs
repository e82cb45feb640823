namespace Churn.Domain.Labels.Scores;

/// <summary>
/// The gaps between purchase days of a shop's buyers. Only completed gaps are seen, so those of a young shop are too
/// short and are not used.
/// </summary>
/// <param name="Gaps">Number of gaps.</param>
/// <param name="MedianDays">The median gap, days.</param>
/// <param name="LateDays">The 90 % quantile of the gaps, days.</param>
/// <param name="OwnWeight">
/// The weight of the shop's gaps, in gaps: with this many own gaps, a buyer's own rhythm counts as much as the shop's
/// (Bühlmann 1967). 0.1 to 100.
/// </param>
public sealed record GapFacts(int Gaps, int MedianDays, int LateDays, double OwnWeight)
{
    /// <summary>Minimum number of gaps. With fewer, the policy's cycle applies.</summary>
    public const int FewestGaps = 100;

    /// <summary>
    /// The weight of these gaps against the policy's cycle, percent in steps of ten. A gap longer than the time for which the shop was seen
    /// cannot be observed: in a shop with exponential gaps, seen for 2, 3 or 4 times <see cref="LateDays"/>, that quantile is 47, 22 or 14
    /// % too short (docs/model.md). So the weight is 0 up to twice, 100 from four times on, and linear in between. A growing shop is
    /// therefore not relabelled in one night.
    /// </summary>
    public int TrustPercent { get; init; } = 100;

    /// <summary>Returns <see cref="TrustPercent"/>, 0 to 100, for a shop that was seen for a number of days.</summary>
    /// <param name="seenDays">Days since the shop's first purchase.</param>
    /// <param name="lateDays">The 90 % quantile of the gaps, days; 0 counts as 1.</param>
    public static int TrustOf(int seenDays, int lateDays) => Math.Clamp(((10 * seenDays / Math.Max(1, lateDays)) - 20) / 2, 0, 10) * 10;
}

/// <summary>When a shop's second orders come (Kaplan and Meier 1958; buyers without a second order are censored).</summary>
/// <param name="SecondOrders">Number of second orders.</param>
/// <param name="PeakFromDay">
/// The first day, counted from the first purchase, of the week in which buyers that have no second order yet are most likely to place it.
/// </param>
/// <param name="PeakToDay">The last day of that week, inclusive.</param>
/// <param name="PeakPerDay">Probability of a second order on a day of that week, 0 to 1.</param>
/// <param name="WithinYear">
/// Share of buyers with a second order within 365 days, 0 to 1; null if no buyer was observed for that long.
/// </param>
public sealed record SecondOrderFacts(int SecondOrders, int PeakFromDay, int PeakToDay, double PeakPerDay, double? WithinYear)
{
    /// <summary>Minimum number of second orders. With fewer, the policy's day applies.</summary>
    public const int FewestSecondOrders = 50;
}
