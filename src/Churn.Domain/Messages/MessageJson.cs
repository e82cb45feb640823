using System.Text;
using System.Text.Json;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>
/// Writes queue messages as JSON, and reads JSON or base64 of JSON. Storage tools write base64 when a person enqueues a message by hand.
/// </summary>
public static class MessageJson
{
    public static string Write<T>(T message) => JsonSerializer.Serialize(message, OrderJson.Options);

    /// <exception cref="FormatException">The text is not such a message. The exception does not contain the text.</exception>
    public static T Read<T>(string text)
        where T : class
    {
        try
        {
            var json = text.AsSpan().TrimStart() is ['{', ..] ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text));
            return JsonSerializer.Deserialize<T>(json, OrderJson.Options) ?? throw new JsonException();
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException)
        {
            throw new FormatException($"The queue message is not a {typeof(T).Name}; see docs/architecture.md for the forms of messages.");
        }
    }
}
