namespace Churn.Domain.Reports;

/// <summary>How many buyers bore each label on a day that was reported.</summary>
public sealed record LabelDay(DateOnly AsOf, IReadOnlyDictionary<string, long> Relationships, IReadOnlyDictionary<string, long> Activities);
