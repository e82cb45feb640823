using System.Text;
using System.Text.Json;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>Queue messages as text: JSON, and on the way in also JSON in base64, which storage tools write when a person enqueues by hand.</summary>
public static class MessageJson
{
    public static string Write<T>(T message) => JsonSerializer.Serialize(message, OrderJson.Options);

    /// <exception cref="FormatException">The text is no such message; the error never shows it.</exception>
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
