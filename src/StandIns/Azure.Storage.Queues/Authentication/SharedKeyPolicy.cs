using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Queues.Authentication;

// Signs each try anew, as "Authorize with Shared Key" in the storage REST reference describes it.
internal sealed class SharedKeyPolicy(StorageSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] HeadersAfterDate = ["If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        request.Headers.SetValue("x-ms-date", TimeProvider.System.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
        request.Headers.SetValue("Authorization", $"SharedKey {credential.AccountName}:{credential.Sign(StringToSign(request))}");
    }

    private string StringToSign(Request request)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        AppendHeader(text, request, "Content-Encoding");
        AppendHeader(text, request, "Content-Language");
        text.Append(ContentLength(request)).Append('\n');
        AppendHeader(text, request, "Content-MD5");
        AppendHeader(text, request, "Content-Type");
        text.Append('\n'); // Date stays empty because x-ms-date is sent
        foreach (string name in HeadersAfterDate) AppendHeader(text, request, name);
        AppendCanonicalHeaders(text, request);
        AppendCanonicalResource(text, request.Uri.ToUri());
        return text.ToString();
    }

    private static string ContentLength(Request request) =>
        request.Content is not null && request.Content.TryComputeLength(out long length) && length > 0
            ? length.ToString(CultureInfo.InvariantCulture)
            : string.Empty;

    private static void AppendHeader(StringBuilder text, Request request, string name) =>
        text.Append(request.Headers.TryGetValue(name, out string value) ? value : string.Empty).Append('\n');

    private static void AppendCanonicalHeaders(StringBuilder text, Request request)
    {
        IEnumerable<(string Name, string Value)> headers = request.Headers
            .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach ((string name, string value) in headers) text.Append(name).Append(':').Append(value.Trim()).Append('\n');
    }

    private void AppendCanonicalResource(StringBuilder text, Uri uri)
    {
        text.Append('/').Append(credential.AccountName).Append(uri.AbsolutePath);
        foreach ((string name, string value) in QueryText.Parse(uri).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }
    }
}
