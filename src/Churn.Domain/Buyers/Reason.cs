using System.Collections.Immutable;

namespace Churn.Domain.Buyers;

/// <summary>Why a label was given or withheld: the rule, whether it held, and the numbers it used.</summary>
public sealed record Reason
{
    public Reason(string rule, bool holds, params ReadOnlySpan<(string Name, long Value)> numbers)
    {
        Rule = rule;
        Holds = holds;
        var builder = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in numbers)
        {
            builder[name] = value;
        }

        Numbers = builder.ToImmutable();
    }

    /// <summary>The rule's id, e.g. <c>client.tenure</c>.</summary>
    public string Rule { get; }

    public bool Holds { get; }

    /// <summary>The id, from orders' lines, of the product that the reason is about; null if it is about no single product.</summary>
    public string? Product { get; init; }

    /// <summary>
    /// The numbers that the rule measured and required, by name. The name tells the unit: days, counts, percent or minor units.
    /// </summary>
    public ImmutableSortedDictionary<string, long> Numbers { get; }

    public bool Equals(Reason? other) =>
        other is not null && Rule == other.Rule && Holds == other.Holds && Product == other.Product && Numbers.SequenceEqual(other.Numbers);

    public override int GetHashCode() => HashCode.Combine(Rule, Holds, Numbers.Count);
}
