using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Transactions;

/// <summary>Takes the answer to a transaction apart into the answers to its operations, in their order.</summary>
internal sealed class BatchReader
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private readonly ReadOnlyMemory<byte> _content;
    private int _position;

    private BatchReader(ReadOnlyMemory<byte> content)
    {
        _content = content;
    }

    public static IReadOnlyList<Response> Read(Response response)
    {
        var parts = new List<Response>();
        Collect(response.Content.ToMemory(), response.Headers.ContentType, response.ClientRequestId, parts);
        return parts;
    }

    private static void Collect(ReadOnlyMemory<byte> content, string? contentType, string requestId, List<Response> found)
    {
        var boundary = "--" + BoundaryOf(contentType);
        foreach (var part in Split(content, Encoding.UTF8.GetBytes(boundary)))
        {
            var reader = new BatchReader(part);
            var headers = reader.Headers();
            headers.TryGetValue("Content-Type", out var type);
            if (type?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
                Collect(reader.Rest(), type, requestId, found);
            else
                found.Add(reader.HttpResponse(requestId));
        }
    }

    private static string BoundaryOf(string? contentType)
    {
        const string Name = "boundary=";
        var start = contentType?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
            throw new InvalidOperationException("The service answered a transaction with something that is not multipart.");
        return contentType![(start + Name.Length)..].Split(';')[0].Trim().Trim('"');
    }

    // Between one boundary line and the next; what precedes the first and follows the last is padding.
    private static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content, byte[] boundary)
    {
        var at = content.Span.IndexOf(boundary);
        while (at >= 0)
        {
            content = content[(at + boundary.Length)..];
            if (content.Span.StartsWith("--"u8))
                yield break;
            at = content.Span.IndexOf(boundary);
            var part = at < 0 ? content : content[..at];
            if (part.Span.StartsWith(LineEnd))
                yield return part[LineEnd.Length..];
        }
    }

    private BatchPartResponse HttpResponse(string requestId)
    {
        // Azurite repeats the boundary before the status line when there are too many actions.
        var line = Line();
        while (!line.StartsWith("HTTP/", StringComparison.Ordinal) && _position < _content.Length)
            line = Line();
        var status = line.Split(' ', 3);
        if (status.Length < 2 || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            throw new InvalidOperationException("A part of the service's answer to a transaction has no status line.");
        return new BatchPartResponse(code, status.Length > 2 ? status[2] : "", Headers(), Rest(), requestId);
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = Line(); line.Length > 0; line = Line())
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private string Line()
    {
        var rest = _content[_position..].Span;
        var end = rest.IndexOf(LineEnd);
        _position += end < 0 ? rest.Length : end + LineEnd.Length;
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private ReadOnlyMemory<byte> Rest() => _content[_position..];
}
