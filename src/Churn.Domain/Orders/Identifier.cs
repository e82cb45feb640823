using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Orders;

/// <summary>
/// A hashed identifier of a person: its kind and the first 128 bits of an HMAC-SHA256 under the shop's key, 32 lower-case hex digits.
/// </summary>
[JsonConverter(typeof(IdentifierJsonConverter))]
public readonly record struct Identifier : IComparable<Identifier>
{
    internal const string Letters = "epcla";

    public Identifier(IdentifierKind kind, string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (hash.Length != 32 || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("An identifier's hash is 32 lower-case hex digits.", nameof(hash));
        }

        Kind = kind;
        Hash = hash;
    }

    public IdentifierKind Kind { get; }

    public string Hash { get; }

    /// <summary>Returns the link between platform customers that the platform merged. It does not depend on their sequence.</summary>
    public static Identifier Link(ImmutableSortedSet<Identifier> customers)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{IdentifierKind.Link}\n{string.Join('\n', customers)}"));
        return new Identifier(IdentifierKind.Link, Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out Identifier identifier)
    {
        identifier = default;
        if (text is not { Length: 34 }
            || text[1] != ':'
            || !Letters.Contains(text[0])
            || !text.AsSpan(2).ToString().All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        identifier = new Identifier((IdentifierKind)Letters.IndexOf(text[0]), text[2..]);
        return true;
    }

    /// <summary>
    /// Orders identifiers by kind, the strongest first, then by hash. The least of a person's identifiers gives the buyer's id, so the id
    /// does not depend on the sequence in which identifiers became known.
    /// </summary>
    public int CompareTo(Identifier other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Hash, other.Hash);

    /// <summary><c>e:</c>, <c>p:</c>, <c>c:</c>, <c>l:</c> or <c>a:</c> and the hash.</summary>
    public override string ToString() => $"{Letters[(int)Kind]}:{Hash}";
}

internal sealed class IdentifierJsonConverter : JsonConverter<Identifier>
{
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Identifier.TryParse(reader.GetString(), out var identifier) ? identifier : throw new JsonException("Not an identifier.");

    public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>What a person was recognised by, strongest first. The order decides which id a merged buyer keeps.</summary>
public enum IdentifierKind
{
    Email,
    Phone,
    PlatformCustomer,

    /// <summary>
    /// A merge reported by the platform: an identifier that its customers have in common and that an operator can revoke.
    /// </summary>
    Link,

    /// <summary>An order that names no person. It has a buyer of its own, with only this order.</summary>
    AnonymousOrder,
}
