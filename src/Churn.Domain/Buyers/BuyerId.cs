using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>
/// A buyer's id. It derives from the least of the buyer's identifiers, so it does not depend on the sequence in which they became known.
/// </summary>
/// <param name="Value">
/// As <see cref="Identifier.ToString"/> without the colon: a letter and 32 hex digits. If marking the identifier made it lead to a new
/// buyer, a hyphen and a number follow, so that no id is used twice.
/// </param>
[JsonConverter(typeof(BuyerIdJsonConverter))]
public readonly record struct BuyerId(string Value) : IComparable<BuyerId>
{
    private const int Length = 33;

    public static BuyerId Of(Identifier identifier) => new(identifier.ToString().Remove(1, 1));

    /// <summary>Returns the id of the buyer that an identifier leads to.</summary>
    /// <param name="times">How often the identifier was made to lead to a new buyer; 0 for never.</param>
    public static BuyerId Of(Identifier identifier, long times) =>
        times == 0 ? Of(identifier) : new(string.Create(CultureInfo.InvariantCulture, $"{Of(identifier).Value}-{times}"));

    public static bool TryParse(string? text, out BuyerId id)
    {
        var valid = text is { Length: >= Length }
            && Identifier.TryParse(text[..Length].Insert(1, ":"), out _)
            && (text.Length == Length || IsNumbered(text));
        id = valid ? new BuyerId(text!) : default;
        return valid;
    }

    /// <summary>Returns the identifier that the id derives from.</summary>
    public Identifier ToIdentifier() =>
        Identifier.TryParse(Value[..Length].Insert(1, ":"), out var identifier)
            ? identifier
            : throw new FormatException("Not a buyer's id.");

    /// <summary>Orders ids like their identifiers, the strongest kind first, then by number. A merged buyer has the least id.</summary>
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

    private static long Number(string id) =>
        id.Length == Length ? 0 : long.Parse(id.AsSpan(Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsNumbered(string text) =>
        text[Length] == '-'
        && text.Length > Length + 1
        && text[Length + 1] != '0'
        && long.TryParse(text.AsSpan(Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

internal sealed class BuyerIdJsonConverter : JsonConverter<BuyerId>
{
    public override BuyerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BuyerId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a buyer's id.");

    public override void Write(Utf8JsonWriter writer, BuyerId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>A buyer of a shop.</summary>
public readonly record struct BuyerKey(ShopId Shop, BuyerId Buyer)
{
    /// <summary>
    /// The bucket that holds the buyer, one of 256 in a shop: the first byte of SHA-256 of the buyer's id, two lower-case hex digits.
    /// </summary>
    public string Bucket => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Buyer.Value)).AsSpan(0, 1));
}
