using System.Xml.Linq;

namespace Azure.Storage.Queues.Rest;

internal static class QueueMessageCodec
{
    public static string Encode(BinaryData body, QueueMessageEncoding encoding) =>
        encoding == QueueMessageEncoding.Base64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();

    /// <exception cref="FormatException">Base64 was expected and the text is not.</exception>
    public static BinaryData Decode(XElement message, QueueMessageEncoding encoding)
    {
        string text = message.Element("MessageText")?.Value ?? string.Empty;
        return encoding == QueueMessageEncoding.Base64 ? BinaryData.FromBytes(Convert.FromBase64String(text)) : BinaryData.FromString(text);
    }
}
