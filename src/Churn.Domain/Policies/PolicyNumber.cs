using Churn.Domain.Classification;

namespace Churn.Domain.Policies;

/// <summary>One number of a policy that a shop can change, by the name that requests and docs/policies.md use.</summary>
/// <param name="Name">Such as <c>cycleDays</c> or <c>offers.winBack.cooldownDays</c>.</param>
/// <param name="Least">The smallest value, inclusive.</param>
/// <param name="Most">The largest value, inclusive.</param>
/// <param name="IsFlag">True or false rather than a number: 1 or 0.</param>
/// <param name="Read">The value in a policy; null: the policy has no place for it, as the terms of an offer that is not made.</param>
/// <param name="Write">The policy with another value; called only where there is a place for it, or with a flag.</param>
public sealed record PolicyNumber(string Name, long Least, long Most, bool IsFlag, Func<Policy, long?> Read, Func<Policy, long, Policy> Write)
{
    /// <summary>What the number takes, for a sentence.</summary>
    public string Range => IsFlag ? "true or false" : FormattableString.Invariant($"a whole number from {Least} to {Most}");
}
