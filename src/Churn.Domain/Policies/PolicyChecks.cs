using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>What numbers that are right each by itself must not be together.</summary>
public static class PolicyChecks
{
    /// <summary>What is wrong, a sentence each; none: the policy can come into force.</summary>
    public static IEnumerable<string> Problems(PolicyOverrides overrides, BusinessModel shop)
    {
        var policy = overrides.Apply(shop, 0);
        foreach (var name in overrides.Numbers.Keys)
        {
            if (PolicyCatalog.Numbers.TryGetValue(name, out var known) && known.Read(policy) is null)
            {
                var offered = $"{name[..name.LastIndexOf('.')]}.offered";
                yield return $"{name} goes for an offer that the shop does not make. Set {offered} to true, or leave it out.";
            }
        }

        foreach (var (kind, terms) in policy.Offers.Kinds)
        {
            if (terms.WindowDays < terms.ValidDays)
            {
                var prefix = $"offers.{PolicyCatalog.Name(kind)}";
                yield return FormattableString.Invariant(
                    $"{prefix}.windowDays is {terms.WindowDays}, less than {prefix}.validDays, {terms.ValidDays}: orders while the offer goes have to count as its outcome. Raise the one or lower the other.");
            }
        }
    }
}
