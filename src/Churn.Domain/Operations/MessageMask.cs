using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Churn.Domain.Operations;

/// <summary>
/// Masks a message for an operator. Numbers, booleans and texts that cannot identify a person are shown. Every other text is shortened to a
/// hint, so that a new field is masked until it is listed here.
/// </summary>
public static class MessageMask
{
    private static readonly FrozenSet<string> Plain = new[]
    {
        "shop", "id", "orderId", "placedAt", "status", "channel", "currency", "product",
        "gift", "asOf", "kind", "sentAt", "receipt", "requestId", "orderIds", "reason",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns the message's JSON with masked texts; null if it is not JSON, so that nothing of it may be shown.</summary>
    public static JsonNode? Mask(string text)
    {
        try
        {
            var json = text.AsSpan().TrimStart() is ['{', ..] ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text));
            return JsonNode.Parse(json) is JsonObject message ? Mask(message, "") : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonNode? Mask(JsonNode? node, string name) => node switch
    {
        JsonObject record => new JsonObject(
            record.Select(property => KeyValuePair.Create(property.Key, Mask(property.Value, property.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Mask(item, name))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && !Plain.Contains(name) => Hint(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    // A long text keeps its beginning: of an identifier, the kind and a part of the hash, enough to tell two apart. A customer number keeps
    // only its end.
    private static string Hint(string text) =>
        text.Length > 16 ? $"{text[..6]}..." : text.Length > 4 ? $"...{text[^2..]}" : "...";
}
