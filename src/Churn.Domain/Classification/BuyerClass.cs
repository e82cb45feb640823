using System.Collections.Immutable;

namespace Churn.Domain.Classification;

/// <summary>The labels of a buyer as of a day, and why.</summary>
public sealed record BuyerClass
{
    public required Relationship Relationship { get; init; }

    public required Activity Activity { get; init; }

    public Priority Priority { get; init; }

    /// <summary>One reason a rule, in the order the rules were asked.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>The buyer's usual gap, own gaps shrunk to the policy's, days.</summary>
    public required int CycleDays { get; init; }

    /// <summary>Days without a purchase after which the buyer has lapsed.</summary>
    public required int LapseDays { get; init; }

    /// <summary>The day (the shop's) that the labels hold for.</summary>
    public required DateOnly AsOf { get; init; }

    public required string PolicyVersion { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>
    /// Whether the labels and what they are measured by are the same. Reasons hold the numbers of the day a label was given, which alone are no
    /// cause to write a row every night.
    /// </summary>
    public bool HasSameLabels(BuyerClass other) =>
        Relationship == other.Relationship && Activity == other.Activity && Priority == other.Priority && CycleDays == other.CycleDays
        && LapseDays == other.LapseDays && PolicyVersion == other.PolicyVersion;

    /// <summary>Whether day, labels, reasons and numbers are the same.</summary>
    public bool Equals(BuyerClass? other) =>
        other is not null && HasSameLabels(other) && AsOf == other.AsOf && Reasons.SequenceEqual(other.Reasons);

    public override int GetHashCode() => HashCode.Combine(Relationship, Activity, AsOf, CycleDays);
}
