using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Shops;

/// <summary>
/// The shop's short name in routes, partition keys and settings. It has 1 to 40 of the characters <c>a-z 0-9 -</c> and
/// begins with a letter or digit.
/// </summary>
[JsonConverter(typeof(ShopIdJsonConverter))]
public readonly record struct ShopId
{
    private readonly string? _value;

    private ShopId(string value) => _value = value;

    /// <summary>The name. It is empty only for <c>default</c>, which no store accepts.</summary>
    public string Value => _value ?? string.Empty;

    public static bool TryParse(string? text, out ShopId shop)
    {
        var valid = text is { Length: >= 1 and <= 40 } && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        shop = valid ? new ShopId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a shop's name; the message describes a valid one.</exception>
    public static ShopId Parse(string text) => TryParse(text, out var shop)
        ? shop
        : throw new FormatException("A shop's name is 1 to 40 of the characters a-z, 0-9 and '-', and begins with a letter or digit.");

    public override string ToString() => Value;
}

internal sealed class ShopIdJsonConverter : JsonConverter<ShopId>
{
    public override ShopId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ShopId.TryParse(reader.GetString(), out var shop) ? shop : throw new JsonException("Not a shop's name.");

    public override void Write(Utf8JsonWriter writer, ShopId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
