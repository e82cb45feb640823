using System.Collections.Immutable;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// A shop's changes to the defaults of its business model. <see cref="PolicyJson"/> reads and checks them from a request.
/// </summary>
public sealed record PolicyOverrides
{
    /// <summary>No changes.</summary>
    public static PolicyOverrides None { get; } = new();

    /// <summary>The business model that gives the defaults; null for the shop's setting.</summary>
    public BusinessModel? Model { get; init; }

    /// <summary>Changed numbers by the names of <see cref="PolicyCatalog"/>. A flag is 1 or 0.</summary>
    public ImmutableSortedDictionary<string, long> Numbers { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Exceptions for single products, by the product ids in orders' lines.</summary>
    public ImmutableSortedDictionary<string, ProductPolicy> Products { get; init; } =
        ImmutableSortedDictionary.Create<string, ProductPolicy>(StringComparer.Ordinal);

    /// <summary>Returns the shop's policy with these changes.</summary>
    /// <param name="shop">The business model in the shop's settings.</param>
    /// <param name="number">The version's number; 0 if nothing was changed yet.</param>
    public Policy Apply(BusinessModel shop, int number)
    {
        var policy = Policy.For(Model ?? shop) with { Products = Products };

        // The flags that turn offers on come first, because the terms of an offer can be set only if it is on.
        foreach (var (name, value) in Numbers.OrderByDescending(one => PolicyCatalog.IsOffered(one.Key)))
        {
            // A name that this release no longer knows, or the terms of an offer that is not made, are skipped.
            if (PolicyCatalog.Numbers.TryGetValue(name, out var known) && (PolicyCatalog.IsOffered(name) || known.Read(policy) is not null))
            {
                policy = known.Write(policy, value);
            }
        }

        return number == 0 ? policy : policy with { Version = FormattableString.Invariant($"{policy.Version}.{number}") };
    }

    /// <summary>Whether model, numbers and products are the same.</summary>
    public bool Equals(PolicyOverrides? other) =>
        other is not null && Model == other.Model && Numbers.SequenceEqual(other.Numbers) && Products.SequenceEqual(other.Products);

    public override int GetHashCode() => HashCode.Combine(Model, Numbers.Count, Products.Count);
}

/// <summary>
/// The changes read from a text, and its problems. Each problem is a sentence that names the number, its range and what to do.
/// </summary>
public sealed record PolicyReading(PolicyOverrides Overrides, ImmutableArray<string> Problems);
