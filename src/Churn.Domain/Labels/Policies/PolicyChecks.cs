using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>Checks combinations of numbers that are each within their range.</summary>
public static class PolicyChecks
{
    /// <summary>Returns a sentence for each problem; none if the policy can come into force.</summary>
    public static IEnumerable<string> Problems(PolicyOverrides overrides, BusinessModel shop)
    {
        var policy = overrides.Apply(shop, 0);
        foreach (var name in overrides.Numbers.Keys)
        {
            if (PolicyCatalog.Numbers.TryGetValue(name, out var known) && known.Read(policy) is null)
            {
                var offered = $"{name[..name.LastIndexOf('.')]}.offered";
                yield return $"{name} belongs to an offer that the shop does not make. Set {offered} to true, or leave it out.";
            }
        }

        foreach (var (kind, terms) in policy.Offers.Kinds)
        {
            if (terms.WindowDays < terms.ValidDays)
            {
                var prefix = $"offers.{PolicyCatalog.Name(kind)}";
                yield return FormattableString.Invariant(
                    $"{prefix}.windowDays is {terms.WindowDays}, less than {prefix}.validDays, {terms.ValidDays}: ")
                    + "orders placed while the offer is valid have to count as its outcome. Raise the first or lower the second.";
            }
        }
    }
}
