namespace Churn.Domain.Scores;

/// <summary>The days between a shop's purchase days. Only completed gaps are seen, so a young shop's lean short.</summary>
/// <param name="Gaps">How many they rest on.</param>
/// <param name="MedianDays">Half of the gaps are shorter.</param>
/// <param name="LateDays">Nine of ten gaps are shorter.</param>
/// <param name="OwnWeight">How many of a buyer's own gaps weigh as much as the shop's (Bühlmann 1967), 0.1 to 100.</param>
public sealed record GapFacts(int Gaps, int MedianDays, int LateDays, double OwnWeight)
{
    /// <summary>With fewer gaps the policy's cycle stands.</summary>
    public const int FewestGaps = 100;
}
