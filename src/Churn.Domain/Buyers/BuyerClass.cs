using System.Collections.Immutable;

namespace Churn.Domain.Buyers;

/// <summary>The labels of a buyer as of a day, with their reasons.</summary>
public sealed record BuyerClass
{
    public required Relationship Relationship { get; init; }

    public required Activity Activity { get; init; }

    public Priority Priority { get; init; }

    /// <summary>One reason per rule, in the sequence in which the rules were evaluated.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>The buyer's usual gap, days: the buyer's own gaps, shrunk towards the shop's.</summary>
    public required int CycleDays { get; init; }

    /// <summary>Days without a purchase after which the buyer has lapsed.</summary>
    public required int LapseDays { get; init; }

    /// <summary>The day (the shop's) for which the labels hold.</summary>
    public required DateOnly AsOf { get; init; }

    public required string PolicyVersion { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>
    /// Whether labels, cycle, lapse point and policy version are the same. Reasons are not compared: their numbers change with every day,
    /// and that alone should not rewrite a row every night.
    /// </summary>
    public bool HasSameLabels(BuyerClass other) =>
        Relationship == other.Relationship && Activity == other.Activity && Priority == other.Priority && CycleDays == other.CycleDays
        && LapseDays == other.LapseDays && PolicyVersion == other.PolicyVersion;

    /// <summary>Whether day, labels, reasons and numbers are the same.</summary>
    public bool Equals(BuyerClass? other) =>
        other is not null && HasSameLabels(other) && AsOf == other.AsOf && Reasons.SequenceEqual(other.Reasons);

    public override int GetHashCode() => HashCode.Combine(Relationship, Activity, AsOf, CycleDays);
}

/// <summary>
/// Where a buyer stands in their own rhythm of purchases. It is measured from purchases for own need only, so gifts are left out.
/// </summary>
public enum Activity
{
    /// <summary>No purchase for own need yet.</summary>
    None,

    /// <summary>First purchase within one cycle.</summary>
    New,

    /// <summary>Within one cycle of the last purchase.</summary>
    Active,

    /// <summary>Past the cycle.</summary>
    Cooling,

    /// <summary>Past the policy's share of the lapse point, 80 % by default.</summary>
    AtRisk,

    /// <summary>Past the lapse point.</summary>
    Lapsed,

    /// <summary>Bought again after having lapsed, within the policy's days for a buyer won back.</summary>
    WonBack,
}

/// <summary>How much attention the shop's staff should give to a buyer.</summary>
public enum Priority
{
    Low,

    Medium,

    High,
}

/// <summary>A buyer's relationship to the shop, in ascending order: every later label includes the earlier ones.</summary>
public enum Relationship
{
    /// <summary>No order that counts as a purchase.</summary>
    None,

    /// <summary>One purchase day.</summary>
    Customer,

    /// <summary>Bought again, but not yet for long enough or regularly enough for a client.</summary>
    Returning,

    /// <summary>
    /// A long-term buyer: has tenure, buys regularly and not only at a discount, or has a running subscription or contract.
    /// </summary>
    Client,

    /// <summary>A client of outstanding value.</summary>
    Vip,

    /// <summary>A company's account with the value of a VIP.</summary>
    KeyAccount,
}
