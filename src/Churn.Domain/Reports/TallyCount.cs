namespace Churn.Domain.Reports;

/// <summary>How often what a <see cref="TallyKey"/> says was counted, or what it summed up to.</summary>
internal readonly record struct TallyCount(TallySection Section, long A, long B, long Count);
