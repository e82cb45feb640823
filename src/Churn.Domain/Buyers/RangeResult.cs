namespace Churn.Domain.Buyers;

/// <summary>What a range came to: buyers read, and rows written.</summary>
public readonly record struct RangeResult(int Read, int Written);
