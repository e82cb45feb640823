using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Azure.Messaging.ServiceBus.Http;

// The body of a batch: a JSON array, one object a message. Bodies are JSON strings there, so they must be text.
internal static class BatchJson
{
    public const string MediaType = "application/vnd.microsoft.servicebus.json";
    public const int EmptySize = 2;
    public const int SeparatorSize = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SendContent Content(ReadOnlyMemory<byte> json) => new(json, MediaType, []);

    public static ReadOnlyMemory<byte> Encode(ServiceBusMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Body", Text(message.Body));
            json.WritePropertyName("BrokerProperties");
            BrokerProperties.Write(json, message, inBatch: true);
            if (message.ApplicationProperties.Count > 0)
            {
                json.WriteStartObject("UserProperties");
                foreach ((string name, object value) in message.ApplicationProperties)
                {
                    json.WritePropertyName(name);
                    ApplicationProperty.Write(json, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (int i = 0; i < messages.Count; i++)
        {
            buffer.Write(i == 0 ? "["u8 : ","u8);
            buffer.Write(messages[i].Span);
        }

        buffer.Write(messages.Count == 0 ? "[]"u8 : "]"u8);
        return buffer.WrittenMemory;
    }

    private static string Text(BinaryData body)
    {
        try
        {
            return Strict.GetString(body.ToMemory().Span);
        }
        catch (DecoderFallbackException)
        {
            throw new NotSupportedException("Over the HTTPS API a batch can carry only text. Send a message with a binary body by itself.");
        }
    }
}
