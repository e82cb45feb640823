using System.Globalization;
using System.Text.Json;
using Churn.Domain.Orders;

namespace Churn.Functions.Webhooks.Payloads;

/// <summary>
/// A JSON object as platforms send it: a field may be absent, null or the empty string, which all mean "not said", and numbers come as numbers
/// or as text. What is there but cannot be what it should is refused by the field's name, never guessed at.
/// </summary>
public readonly struct Payload
{
    private readonly JsonElement _element;

    private Payload(JsonElement element) => _element = element;

    /// <exception cref="UnreadablePayloadException">The bytes are not one JSON object of valid text.</exception>
    public static Payload Parse(ReadOnlyMemory<byte> body) => new(JsonText.Parse(body));

    /// <summary>The objects of a JSON list that stands alone.</summary>
    /// <exception cref="UnreadablePayloadException">The bytes are not one JSON list of objects.</exception>
    public static IReadOnlyList<Payload> ParseList(ReadOnlyMemory<byte> body) =>
        Parse((byte[])[.. "{\"list\":"u8, .. body.Span, (byte)'}']).Objects("list");

    /// <summary>How many fields there are.</summary>
    public int Count => _element.GetPropertyCount();

    /// <summary>The field's text, trimmed; a number or boolean as it was written; null when not said.</summary>
    public string? Text(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Unreadable(name, "text"),
    };

    /// <summary>
    /// An id of 1 to 100 characters, none of them a control character; numbers beyond 2^53 keep all digits. A path of dots alone is none, for ids stand in the
    /// addresses that orders are fetched by. Zero is an id like any other; <c>false</c>, which some senders write for "none", is not: all customers without
    /// an id would be the same.
    /// </summary>
    public string? Id(string name)
    {
        var text = Text(name);
        var isNone = Find(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number != decimal.Truncate(number)));
        if (isNone)
        {
            throw Unreadable(name, "an id");
        }

        return text is null || (text is { Length: <= 100 } and not ("." or "..") && !text.Any(char.IsControl)) ? text : throw Unreadable(name, "an id");
    }

    /// <summary>An id that comes as text, or within the object it names; null when not said.</summary>
    public string? IdOrObject(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value ? new Payload(value).Id("id") : Id(name);

    /// <summary>The ids of a list of texts; none when not said.</summary>
    public IEnumerable<string> Ids(string name) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 and <= 100 } id ? id : throw Unreadable(name, "a list of ids"))
        : throw Unreadable(name, "a list");

    /// <summary>A whole positive number of up to 19 digits, as text; zero and null are not said.</summary>
    public string? NumericId(string name)
    {
        var text = Text(name);
        return text is null or "0" ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id.ToString(CultureInfo.InvariantCulture)
            : throw Unreadable(name, "an id");
    }

    /// <summary>The ids of a list of whole numbers; none when not said.</summary>
    public IEnumerable<string> NumericIds(string name) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var id) && id > 0
            ? id.ToString(CultureInfo.InvariantCulture)
            : throw Unreadable(name, "a list of ids"))
        : throw Unreadable(name, "a list");

    public bool Is(string name) => Find(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unreadable(name, "true or false"),
    };

    public decimal? Number(string name)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = Text(name);
        return text is null ? null
            : decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) ? number
            : throw Unreadable(name, "a number");
    }

    /// <summary>An amount written in the currency's major unit (<c>"12.34"</c>), in minor units; null when not said.</summary>
    public long? Minor(string name, string currency) => Number(name) is not { } amount ? null
        : Currencies.ToMinor(amount, currency) ?? throw Unreadable(name, "a possible amount of money");

    /// <summary>An amount already written in minor units; null when not said.</summary>
    public long? MinorUnits(string name) => Whole(name) is not { } amount ? null
        : amount is >= -Currencies.Largest and <= Currencies.Largest ? amount
        : throw Unreadable(name, "a possible amount of money");

    /// <summary>An ISO 4217 code in any case; null when not said.</summary>
    public string? Currency(string name) => Text(name)?.ToUpperInvariant() is not { } code ? null
        : Currencies.IsCode(code) ? code
        : throw Unreadable(name, "an ISO 4217 code");

    /// <summary>A whole number; null when not said.</summary>
    public long? Whole(string name)
    {
        var text = Text(name);
        return text is null ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw Unreadable(name, "a whole number");
    }

    /// <summary>How many, possibly fractional, up to a thousand million; null when not said.</summary>
    public decimal? Quantity(string name) => Number(name) is not { } number ? null
        : number is >= 0 and <= 1_000_000_000 ? number
        : throw Unreadable(name, "a quantity");

    /// <summary>A time as text or in unix seconds; null when not said.</summary>
    public DateTimeOffset? Instant(string name) => Find(name) is not { } value || Text(name) is not { } text ? null
        : (value.ValueKind == JsonValueKind.Number ? Instants.FromUnixSeconds(Whole(name) ?? 0) : Instants.Parse(text))
            ?? throw Unreadable(name, "a time");

    /// <summary>An object within; null when not said.</summary>
    public Payload? Object(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new Payload(value)
        : throw Unreadable(name, "an object");

    /// <summary>The objects of a list; none when not said.</summary>
    public IReadOnlyList<Payload> Objects(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Unreadable(name, "a list");
        }

        var objects = new List<Payload>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            objects.Add(item.ValueKind == JsonValueKind.Object ? new Payload(item) : throw Unreadable(name, "a list of objects"));
        }

        return objects;
    }

    /// <summary>The text of a field that only helps: anything but text counts as not said.</summary>
    public string? Hint(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The text of a field of an object within that only helps: anything else counts as not said.</summary>
    public string? Hint(string parent, string name) => Find(parent) is { ValueKind: JsonValueKind.Object } value ? new Payload(value).Hint(name) : null;

    /// <summary>Whether a field that only helps is true.</summary>
    public bool IsHinted(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The objects of a list that only helps: whatever else is there counts as not said.</summary>
    public IEnumerable<Payload> Hints(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new Payload(item))
        : [];

    /// <summary>Whether the field is there at all, be it null.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out _);

    /// <summary>The refusal of a payload that lacks a field.</summary>
    public static UnreadablePayloadException Missing(string name) => new($"The field {name} is missing.");

    private static UnreadablePayloadException Unreadable(string name, string kind) => new($"The field {name} is not {kind}.");

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
}

/// <summary>A body cannot be read. The message is one sentence for the sender, made of our own words only.</summary>
public sealed class UnreadablePayloadException(string message) : FormatException(message);
