using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Messaging.ServiceBus.Http;

internal static class ApplicationProperty
{
    /// <summary>The value as JSON. What JSON has no type for goes as text: over HTTP the receiver sees a string there.</summary>
    /// <exception cref="SerializationException">The original does not take this type either.</exception>
    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case byte or sbyte or short or ushort or int or uint or long: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTime date: json.WriteStringValue(date.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset date: json.WriteStringValue(date.UtcDateTime.ToString("r", CultureInfo.InvariantCulture)); break;
            case char or Guid or TimeSpan or Uri: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            default: throw new SerializationException($"Serialization failed due to an unsupported type, {value.GetType().FullName}.");
        }
    }
}
