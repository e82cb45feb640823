using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// All numbers of a policy, by name. The catalog is built from the properties that carry a range. So a new number of a rule needs no second
/// declaration: shops can change it, its range is checked, and a test requires it in docs/policies.md.
/// </summary>
public static class PolicyCatalog
{
    private const string Offers = "offers.";
    private const string Offered = ".offered";

    /// <summary>The numbers, by name.</summary>
    public static ImmutableSortedDictionary<string, PolicyNumber> Numbers { get; } =
        All().ToImmutableSortedDictionary(number => number.Name, number => number, StringComparer.Ordinal);

    /// <summary>Returns the name of a kind of offer within the numbers' names.</summary>
    public static string Name(OfferKind kind) => Camel(kind.ToString());

    /// <summary>
    /// Whether the number is the flag that turns a kind of offer on. The other numbers of that kind can be changed only if it is on.
    /// </summary>
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
        yield return new PolicyNumber(
            prefix + Offered[1..],
            0,
            1,
            true,
            policy => policy.Offers.Kinds.ContainsKey(kind) ? 1 : 0,
            (policy, value) => Offer(policy, kind, value != 0));
        foreach (var number in Of<OfferTerms>(
            prefix,
            policy => policy.Offers.Kinds.GetValueOrDefault(kind),
            (policy, terms) => policy with { Offers = policy.Offers with { Kinds = policy.Offers.Kinds.SetItem(kind, terms) } }))
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

    // Reflection may set an init-only property here, because the fresh copy of the record is not shared yet.
    private static T With<T>(T original, PropertyInfo property, long value)
        where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(original, null)!;
        property.SetValue(copy, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        return copy;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>One number of a policy that a shop can change.</summary>
/// <param name="Name">The name in requests and in docs/policies.md, e.g. <c>cycleDays</c> or <c>offers.winBack.cooldownDays</c>.</param>
/// <param name="Least">The smallest value, inclusive.</param>
/// <param name="Most">The largest value, inclusive.</param>
/// <param name="IsFlag">Whether the value is true or false, kept as 1 or 0.</param>
/// <param name="Read">
/// Returns the value in a policy; null if the policy lacks the part that holds it, e.g. an offer that is not made.
/// </param>
/// <param name="Write">
/// Returns the policy with another value. Unless the number turns a kind of offer on, it is called only if the policy has the part that
/// holds the value.
/// </param>
public sealed record PolicyNumber(
    string Name, long Least, long Most, bool IsFlag, Func<Policy, long?> Read, Func<Policy, long, Policy> Write)
{
    /// <summary>The values that the number takes, for a sentence.</summary>
    public string Range => IsFlag ? "true or false" : FormattableString.Invariant($"a whole number from {Least} to {Most}");
}
