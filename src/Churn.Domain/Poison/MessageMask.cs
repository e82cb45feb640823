using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Churn.Domain.Poison;

/// <summary>
/// A message as an operator may read it. Numbers, yes and no are shown, and those texts that are known to name no person; every other text is cut to a
/// hint, so that a field added one day is masked until somebody decides otherwise.
/// </summary>
public static class MessageMask
{
    private static readonly FrozenSet<string> Plain = new[]
    {
        "shop", "id", "orderId", "placedAt", "status", "channel", "currency", "product", "gift", "asOf", "kind", "sentAt", "receipt", "requestId", "orderIds", "reason",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The message's JSON with masked texts; null when it is not JSON: then nothing of it may be shown.</summary>
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
        JsonObject record => new JsonObject(record.Select(property => KeyValuePair.Create(property.Key, Mask(property.Value, property.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Mask(item, name))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && !Plain.Contains(name) => Hint(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    // An identifier keeps its kind and enough of its hash to be recognised beside another; a customer's number only its end.
    private static string Hint(string text) =>
        text.Length > 16 ? $"{text[..6]}..." : text.Length > 4 ? $"...{text[^2..]}" : "...";
}
