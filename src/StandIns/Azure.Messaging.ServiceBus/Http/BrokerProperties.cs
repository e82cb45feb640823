using System.Globalization;
using System.Text.Json;

namespace Azure.Messaging.ServiceBus.Http;

internal static class BrokerProperties
{
    /// <summary>The properties that are set, as the value of a JSON object. All of it is ASCII.</summary>
    public static void Write(Utf8JsonWriter json, ServiceBusMessage message, bool inBatch)
    {
        json.WriteStartObject();
        WriteText(json, "MessageId", message.MessageId);
        WriteText(json, "CorrelationId", message.CorrelationId);
        WriteText(json, "SessionId", message.SessionId);
        WriteText(json, "Label", message.Subject);
        WriteText(json, "ReplyTo", message.ReplyTo);
        WriteText(json, "ReplyToSessionId", message.ReplyToSessionId);
        WriteText(json, "To", message.To);
        WriteText(json, "PartitionKey", message.PartitionKey);
        WriteText(json, "ViaPartitionKey", message.TransactionPartitionKey);
        if (message.ScheduledEnqueueTime != default)
        {
            json.WriteString("ScheduledEnqueueTimeUtc", message.ScheduledEnqueueTime.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
        }

        if (message.TimeToLive != TimeSpan.MaxValue) WriteTimeToLive(json, message.TimeToLive, inBatch);
        if (inBatch) WriteText(json, "ContentType", message.ContentType);
        json.WriteEndObject();
    }

    // The header wants seconds; the documented batch has a name of its own for a time span's text.
    private static void WriteTimeToLive(Utf8JsonWriter json, TimeSpan timeToLive, bool inBatch)
    {
        if (inBatch) json.WriteString("TimeToLiveTimeSpan", timeToLive.ToString("d\\.hh\\:mm\\:ss\\.fffffff", CultureInfo.InvariantCulture));
        else json.WriteNumber("TimeToLive", (decimal)timeToLive.Ticks / TimeSpan.TicksPerSecond);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
