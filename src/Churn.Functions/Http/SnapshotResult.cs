using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Http;

/// <summary>JSON that stands as it was stored, compressed for whoever takes it so, with an ETag: 304 to whoever has it already.</summary>
internal sealed class SnapshotResult(byte[] json) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);

        // Weak: it names the content, however it is encoded.
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch.Any(sent => sent?.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || one == tag || $"W/{one}" == tag) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, bytes) = Encode(request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
    }

    private (string? Encoding, byte[] Bytes) Encode(string accepted) =>
        accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", Compress(stream => new BrotliStream(stream, CompressionLevel.Optimal)))
        : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)))
        : (null, json);

    private byte[] Compress(Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(json);
        }

        return compressed.ToArray();
    }
}
