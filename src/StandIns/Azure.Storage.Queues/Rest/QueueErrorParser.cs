using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Queues.Rest;

// The service describes an error as <Error><Code/><Message/>...</Error>; a reply without a body has the code in a header only.
internal sealed class QueueErrorParser : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError error, out IDictionary<string, string> data)
    {
        data = null;
        error = null;
        if (FromBody(response) is { } xml)
        {
            error = new ResponseError(xml.Element("Code")?.Value ?? FromHeader(response), xml.Element("Message")?.Value);
            data = xml.Elements()
                .Where(element => element.Name.LocalName is not ("Code" or "Message"))
                .GroupBy(element => element.Name.LocalName, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        }
        else if (FromHeader(response) is { } code)
        {
            error = new ResponseError(code, null);
        }

        return error is not null;
    }

    private static string FromHeader(Response response) => response.Headers.TryGetValue("x-ms-error-code", out string code) ? code : null;

    private static XElement FromBody(Response response)
    {
        bool isXml = response.Headers.ContentType?.Contains("application/xml", StringComparison.OrdinalIgnoreCase) == true;
        if (!isXml || response.ContentStream is not { CanSeek: true } stream || stream.Length == 0) return null;
        long position = stream.Position;
        try
        {
            stream.Position = 0;
            return XDocument.Load(stream).Root;
        }
        catch (XmlException)
        {
            // Something between us and the service answered: the status alone must do.
            return null;
        }
        finally
        {
            stream.Position = position;
        }
    }
}
