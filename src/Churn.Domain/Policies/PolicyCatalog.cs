using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Churn.Domain.Classification;
using Churn.Domain.Offers;

namespace Churn.Domain.Policies;

/// <summary>
/// Every number of a policy, by name. Made of the properties that carry a range, so that a rule's new number can be changed by shops, is checked and has
/// to be documented without anybody listing it a second time.
/// </summary>
public static class PolicyCatalog
{
    private const string Offers = "offers.";
    private const string Offered = ".offered";

    /// <summary>The numbers by name.</summary>
    public static ImmutableSortedDictionary<string, PolicyNumber> Numbers { get; } = All().ToImmutableSortedDictionary(number => number.Name, number => number, StringComparer.Ordinal);

    /// <summary>A kind of offer as numbers name it.</summary>
    public static string Name(OfferKind kind) => Camel(kind.ToString());

    /// <summary>Whether a number says that a kind of offer is made at all; its terms can be changed only then.</summary>
    public static bool IsOffered(string name) => name.EndsWith(Offered, StringComparison.Ordinal);

    private static IEnumerable<PolicyNumber> All() =>
    [
        .. Of<Policy>("", policy => policy, (_, changed) => changed),
        .. Of<OfferPolicy>(Offers, policy => policy.Offers, (policy, changed) => policy with { Offers = changed }),
        .. Enum.GetValues<OfferKind>().SelectMany(Of),
    ];

    private static IEnumerable<PolicyNumber> Of(OfferKind kind)
    {
        var prefix = $"{Offers}{Name(kind)}.";
        yield return new PolicyNumber(prefix + Offered[1..], 0, 1, true, policy => policy.Offers.Kinds.ContainsKey(kind) ? 1 : 0, (policy, value) => Offer(policy, kind, value != 0));
        foreach (var number in Of<OfferTerms>(
            prefix, policy => policy.Offers.Kinds.GetValueOrDefault(kind), (policy, terms) => policy with { Offers = policy.Offers with { Kinds = policy.Offers.Kinds.SetItem(kind, terms) } }))
        {
            yield return number;
        }
    }

    private static Policy Offer(Policy policy, OfferKind kind, bool offered)
    {
        var kinds = policy.Offers.Kinds;
        var changed = !offered ? kinds.Remove(kind) : kinds.ContainsKey(kind) ? kinds : kinds.Add(kind, OfferTerms.For(kind));
        return policy with { Offers = policy.Offers with { Kinds = changed } };
    }

    private static IEnumerable<PolicyNumber> Of<T>(string prefix, Func<Policy, T?> part, Func<Policy, T, Policy> put)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (range, isFlag) = (property.GetCustomAttribute<RangeAttribute>(), property.PropertyType == typeof(bool));
            if (range is not null || isFlag)
            {
                yield return new PolicyNumber(
                    prefix + Camel(property.Name),
                    range is null ? 0 : Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture),
                    range is null ? 1 : Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture),
                    isFlag,
                    policy => part(policy) is { } found ? Convert.ToInt64(property.GetValue(found), CultureInfo.InvariantCulture) : null,
                    (policy, value) => put(policy, With(part(policy)!, property, value)));
            }
        }
    }

    // A record's copy is its own until it is handed out, so that its init-only property may still be set.
    private static T With<T>(T original, PropertyInfo property, long value)
        where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(original, null)!;
        property.SetValue(copy, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        return copy;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
