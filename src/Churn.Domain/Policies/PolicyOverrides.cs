using System.Collections.Immutable;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>What a shop changed of its business model's defaults. Only <see cref="PolicyJson"/> makes one out of a request, checked.</summary>
public sealed record PolicyOverrides
{
    /// <summary>Nothing changed.</summary>
    public static PolicyOverrides None { get; } = new();

    /// <summary>The business model whose defaults go; null: the shop's setting.</summary>
    public BusinessModel? Model { get; init; }

    /// <summary>Changed numbers by the names of <see cref="PolicyCatalog"/>; a flag is 1 or 0.</summary>
    public ImmutableSortedDictionary<string, long> Numbers { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>What is special about single products, by the ids in orders' lines.</summary>
    public ImmutableSortedDictionary<string, ProductPolicy> Products { get; init; } = ImmutableSortedDictionary.Create<string, ProductPolicy>(StringComparer.Ordinal);

    /// <summary>The policy that the shop has with these.</summary>
    /// <param name="shop">The model that its settings name.</param>
    /// <param name="number">The version's; 0: nothing was changed yet.</param>
    public Policy Apply(BusinessModel shop, int number)
    {
        var policy = Policy.For(Model ?? shop) with { Products = Products };

        // Whether an offer is made comes before its terms.
        foreach (var (name, value) in Numbers.OrderByDescending(one => PolicyCatalog.IsOffered(one.Key)))
        {
            // A name that a later release no longer knows, or an offer no longer made, changes nothing.
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
