using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Churn.LocalHost.Queues;

/// <summary>Converts a message to the type of a queue function's parameter.</summary>
internal static class QueueMessageBinder
{
    // The worker's default for objects.
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static object? Bind(QueueMessage message, Type type)
    {
        if (type == typeof(QueueMessage))
            return message;
        if (type == typeof(BinaryData))
            return message.Body;
        if (type == typeof(string))
            return message.Body.ToString();
        if (type == typeof(byte[]))
            return message.Body.ToArray();
        return type == typeof(ReadOnlyMemory<byte>) ? message.Body.ToMemory() : JsonSerializer.Deserialize(message.Body, type, Json);
    }

    /// <summary>Returns the trigger's metadata, which parameters can take by name.</summary>
    public static IReadOnlyDictionary<string, object?> Metadata(QueueMessage message) => new Dictionary<string, object?>
    {
        ["QueueTrigger"] = message.Body.ToString(),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount,
        ["InsertionTime"] = message.InsertedOn,
        ["ExpirationTime"] = message.ExpiresOn,
        ["NextVisibleTime"] = message.NextVisibleOn,
    };
}
