using System.Globalization;
using System.Text.Json.Serialization;
using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>A buyer's id: the least of their identifiers, so that it is the same whatever order the identifiers were learnt in.</summary>
/// <param name="Value">
/// As <see cref="Identifier.ToString"/> without the colon: a letter and 32 hex digits. Where the identifier was led anew, by a mark, a hyphen and a number
/// follow: no id is used twice.
/// </param>
[JsonConverter(typeof(BuyerIdJsonConverter))]
public readonly record struct BuyerId(string Value) : IComparable<BuyerId>
{
    private const int Length = 33;

    public static BuyerId Of(Identifier identifier) => new(identifier.ToString().Remove(1, 1));

    /// <summary>The id of the buyer to whom an identifier is led for the given time; 0: it never was led anew.</summary>
    public static BuyerId Of(Identifier identifier, long times) =>
        times == 0 ? Of(identifier) : new(string.Create(CultureInfo.InvariantCulture, $"{Of(identifier).Value}-{times}"));

    public static bool TryParse(string? text, out BuyerId id)
    {
        var valid = text is { Length: >= Length } && Identifier.TryParse(text[..Length].Insert(1, ":"), out _) && (text.Length == Length || IsNumbered(text));
        id = valid ? new BuyerId(text!) : default;
        return valid;
    }

    /// <summary>The identifier that the id is made of.</summary>
    public Identifier ToIdentifier() =>
        Identifier.TryParse(Value[..Length].Insert(1, ":"), out var identifier) ? identifier : throw new FormatException("Not a buyer's id.");

    /// <summary>As the identifiers they are made of, the strongest kind first; then by number. The least names a merged buyer.</summary>
    public int CompareTo(BuyerId other)
    {
        var (left, right) = (Value, other.Value);
        if (left is null || right is null || left[0] != right[0])
        {
            return Rank(left).CompareTo(Rank(right));
        }

        var byHash = string.CompareOrdinal(left, 1, right, 1, Length - 1);
        return byHash != 0 || (left.Length == Length && right.Length == Length) ? byHash : Number(left).CompareTo(Number(right));
    }

    public override string ToString() => Value;

    private static int Rank(string? id) => id is null ? -1 : Identifier.Letters.IndexOf(id[0], StringComparison.Ordinal);

    private static long Number(string id) => id.Length == Length ? 0 : long.Parse(id.AsSpan(Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsNumbered(string text) =>
        text[Length] == '-' && text.Length > Length + 1 && text[Length + 1] != '0' && long.TryParse(text.AsSpan(Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
