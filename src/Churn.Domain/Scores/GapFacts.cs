namespace Churn.Domain.Scores;

/// <summary>The days between a shop's purchase days. Only completed gaps are seen, so a young shop's lean short and are not gone by.</summary>
/// <param name="Gaps">How many they rest on.</param>
/// <param name="MedianDays">Half of the gaps are shorter.</param>
/// <param name="LateDays">Nine of ten gaps are shorter.</param>
/// <param name="OwnWeight">How many of a buyer's own gaps weigh as much as the shop's (Bühlmann 1967), 0.1 to 100.</param>
public sealed record GapFacts(int Gaps, int MedianDays, int LateDays, double OwnWeight)
{
    /// <summary>With fewer gaps the policy's cycle stands.</summary>
    public const int FewestGaps = 100;

    /// <summary>
    /// How far these gaps count beside the policy's cycle, percent in steps of ten. No gap is seen that is longer than the shop was: of a shop whose gaps are exponential, seen
    /// for 2, 3 or 4 times <see cref="LateDays"/>, that quantile is 47, 22 or 14 % too short (docs/model.md). So they count nothing up to twice, all from four times on,
    /// and in between evenly more: a shop that grows up is not relabelled in one night.
    /// </summary>
    public int TrustPercent { get; init; } = 100;

    /// <summary>The trust in gaps of a shop that was seen for some days, 0 to 100.</summary>
    /// <param name="seenDays">Since its first purchase.</param>
    /// <param name="lateDays">Nine of ten gaps are shorter; 0 counts as 1.</param>
    public static int TrustOf(int seenDays, int lateDays) => Math.Clamp(((10 * seenDays / Math.Max(1, lateDays)) - 20) / 2, 0, 10) * 10;
}
