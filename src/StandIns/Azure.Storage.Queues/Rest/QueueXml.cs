using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues.Rest;

internal static class QueueXml
{
    /// <exception cref="RequestFailedException">The text has a character that XML 1.0 cannot carry (400 InvalidXmlDocument).</exception>
    public static RequestContent Message(string text)
    {
        RefuseWhatXmlCannotCarry(text);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
        {
            writer.WriteStartElement("QueueMessage");
            writer.WriteElementString("MessageText", text);
            writer.WriteEndElement();
        }

        return RequestContent.Create(stream.ToArray());
    }

    public static XElement[] Messages(Response response) => [.. Root(response).Elements("QueueMessage")];

    public static SendReceipt SendReceipt(XElement xml) => new()
    {
        MessageId = xml.Element("MessageId")?.Value,
        InsertionTime = Date(xml, "InsertionTime") ?? default,
        ExpirationTime = Date(xml, "ExpirationTime") ?? default,
        PopReceipt = xml.Element("PopReceipt")?.Value,
        TimeNextVisible = Date(xml, "TimeNextVisible") ?? default,
    };

    public static QueueMessage QueueMessage(XElement xml, BinaryData body) => new()
    {
        MessageId = xml.Element("MessageId")?.Value,
        InsertedOn = Date(xml, "InsertionTime"),
        ExpiresOn = Date(xml, "ExpirationTime"),
        PopReceipt = xml.Element("PopReceipt")?.Value,
        NextVisibleOn = Date(xml, "TimeNextVisible"),
        DequeueCount = Count(xml),
        Body = body,
    };

    public static PeekedMessage PeekedMessage(XElement xml, BinaryData body) => new()
    {
        MessageId = xml.Element("MessageId")?.Value,
        InsertedOn = Date(xml, "InsertionTime"),
        ExpiresOn = Date(xml, "ExpirationTime"),
        DequeueCount = Count(xml),
        Body = body,
    };

    public static (QueueItem[] Items, string Marker) QueueList(Response response)
    {
        XElement root = Root(response);
        QueueItem[] items =
        [
            .. root.Element("Queues")?.Elements("Queue").Select(queue => new QueueItem
            {
                Name = queue.Element("Name")?.Value,
                Metadata = queue.Element("Metadata")?.Elements().ToDictionary(item => item.Name.LocalName, item => item.Value, StringComparer.OrdinalIgnoreCase),
            }) ?? [],
        ];
        string marker = root.Element("NextMarker")?.Value;
        return (items, string.IsNullOrEmpty(marker) ? null : marker);
    }

    public static DateTimeOffset Date(string text) =>
        DateTimeOffset.ParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // A BOM before the declaration is legal and some relays add one; XDocument.Load copes where parsing a string would not.
    private static XElement Root(Response response) => XDocument.Load(response.ContentStream, LoadOptions.PreserveWhitespace).Root;

    private static DateTimeOffset? Date(XElement xml, string name) => xml.Element(name) is { Value.Length: > 0 } element ? Date(element.Value) : null;

    private static long Count(XElement xml) => long.Parse(xml.Element("DequeueCount")?.Value ?? "0", CultureInfo.InvariantCulture);

    // The original sends such a character as a reference and the service answers exactly this status and code. Azurite may
    // accept it, and a message that passes locally and fails in Azure is the worst of both, so it is refused before it is sent.
    private static void RefuseWhatXmlCannotCarry(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (!XmlConvert.IsXmlChar(text[at]))
            {
                string message = $"XML specified is not syntactically valid: the message has U+{(int)text[at]:X4} at position {at}, which XML cannot carry. "
                    + "Set QueueClientOptions.MessageEncoding to Base64 to send such text.";
                throw new RequestFailedException(400, message, QueueErrorCode.InvalidXmlDocument.ToString(), null);
            }
        }
    }
}
