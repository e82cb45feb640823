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
    /// The shop must have been seen for so many times <see cref="LateDays"/>, or the policy's cycle stands. The online gift shop of docs/simulation.md shows why: after its
    /// first month, in which no gap can be longer than that month, nine of ten buyers would have lapsed.
    /// </summary>
    public const int WindowOfLateGaps = 3;
}
