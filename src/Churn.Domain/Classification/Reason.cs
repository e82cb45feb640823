using System.Collections.Immutable;

namespace Churn.Domain.Classification;

/// <summary>Why a label was given or withheld: the rule, whether it held, and the numbers it saw.</summary>
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

    /// <summary>The product that it is about, by its id in orders' lines; null: none in particular.</summary>
    public string? Product { get; init; }

    /// <summary>What the rule saw and what it asks for, by name; days, counts, percent or minor units, as the name says.</summary>
    public ImmutableSortedDictionary<string, long> Numbers { get; }

    public bool Equals(Reason? other) =>
        other is not null && Rule == other.Rule && Holds == other.Holds && Product == other.Product && Numbers.SequenceEqual(other.Numbers);

    public override int GetHashCode() => HashCode.Combine(Rule, Holds, Numbers.Count);
}
