using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Azure.Messaging.ServiceBus.Http;

// One message: the body as it is, its properties in headers. What headers cannot carry goes as a batch of one.
internal static class SingleMessage
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Names that mean something to HTTP, to the service or to what lies between, so no property may take them.
    private static readonly HashSet<string> TakenNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Age", "Allow", "Authorization", "BrokerProperties", "Connection", "Cookie", "Date", "ETag", "Expect", "Expires", "Forwarded",
        "From", "Host", "Keep-Alive", "Last-Modified", "Location", "Max-Forwards", "Origin", "Pragma", "Range", "Referer", "Request-Id",
        "Retry-After", "Server", "TE", "traceparent", "tracestate", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Vary", "Via", "Warning",
    };

    private static readonly string[] TakenPrefixes = ["Accept-", "Access-Control-", "Cache-", "Content-", "If-", "Proxy-", "Sec-", "x-ms-"];

    public static SendContent Content(ServiceBusMessage message)
    {
        bool plain = message.ContentType != BatchJson.MediaType
            && message.ApplicationProperties.All(property => property.Value is not null && CanBeHeader(property.Key))
            && message.ApplicationProperties.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == message.ApplicationProperties.Count;
        if (!plain) return BatchJson.Content(BatchJson.Join([BatchJson.Encode(message)]));
        var headers = new List<KeyValuePair<string, string>>(message.ApplicationProperties.Count + 1)
        {
            new("BrokerProperties", Json(json => BrokerProperties.Write(json, message, inBatch: false))),
        };
        headers.AddRange(message.ApplicationProperties.Select(property =>
            new KeyValuePair<string, string>(property.Key, Json(json => ApplicationProperty.Write(json, property.Value)))));
        return new SendContent(message.Body.ToMemory(), message.ContentType, headers);
    }

    private static bool CanBeHeader(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyExcept(TokenCharacters)
        && !TakenNames.Contains(name)
        && !TakenPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
