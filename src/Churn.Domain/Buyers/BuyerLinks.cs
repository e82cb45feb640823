using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>
/// What was said of a buyer's identifiers without an order: a link says that some of them are one person's, and an operator may have taken it back. What was
/// taken back stays so, however often the platform says it again.
/// </summary>
public sealed record BuyerLinks
{
    /// <summary>Links a row keeps at most, the least as texts: cut like the identifiers of <see cref="BuyerFold"/>, and for the same reason.</summary>
    public const int MaxLinks = 300;

    // By their identifiers as text; whether taken back.
    private readonly ImmutableSortedDictionary<string, bool> _links;

    private BuyerLinks(ImmutableSortedDictionary<string, bool> links) => _links = links.Count <= MaxLinks ? links : links.RemoveRange(links.Keys.Skip(MaxLinks));

    /// <summary>Nothing was said.</summary>
    public static BuyerLinks None { get; } = new(ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal));

    public bool IsEmpty => _links.IsEmpty;

    /// <summary>Identifiers that are one person's, a set a link.</summary>
    public IEnumerable<ImmutableSortedSet<Identifier>> InForce => _links.Where(link => !link.Value).Select(link => Read(link.Key));

    public BuyerLinks Add(ImmutableSortedSet<Identifier> link) => _links.ContainsKey(Text(link)) ? this : new(_links.Add(Text(link), false));

    public BuyerLinks TakeBack(ImmutableSortedSet<Identifier> link) => new(_links.SetItem(Text(link), true));

    public bool Has(ImmutableSortedSet<Identifier> link) => _links.ContainsKey(Text(link));

    public bool IsTakenBack(ImmutableSortedSet<Identifier> link) => _links.GetValueOrDefault(Text(link));

    /// <summary>What both know.</summary>
    public BuyerLinks Join(BuyerLinks other) => IsEmpty ? other : new(_links.SetItems(other._links.Select(link => KeyValuePair.Create(link.Key, link.Value || _links.GetValueOrDefault(link.Key)))));

    /// <summary>Those of which some identifier is one of these.</summary>
    public BuyerLinks Of(IReadOnlySet<Identifier> identifiers) => new(_links.RemoveRange(_links.Keys.Where(link => !Read(link).Any(identifiers.Contains))));

    /// <summary>The links, a space between, each its identifiers with a comma between, after a minus when taken back; null: none.</summary>
    public string? Write() => IsEmpty ? null : string.Join(' ', _links.Select(link => link.Value ? $"-{link.Key}" : link.Key));

    /// <exception cref="FormatException">The text is not what <see cref="Write"/> wrote.</exception>
    public static BuyerLinks Parse(string? text) => string.IsNullOrEmpty(text)
        ? None
        : new(text.Split(' ').ToImmutableSortedDictionary(link => Text(Read(link.TrimStart('-'))), link => link[0] == '-', StringComparer.Ordinal));

    public bool Equals(BuyerLinks? other) => other is not null && _links.SequenceEqual(other._links);

    public override int GetHashCode() => _links.Count;

    private static string Text(ImmutableSortedSet<Identifier> link) => string.Join(',', link);

    private static ImmutableSortedSet<Identifier> Read(string text) =>
        [.. text.Split(',').Select(part => Identifier.TryParse(part, out var identifier) ? identifier : throw new FormatException("Not a link."))];
}
