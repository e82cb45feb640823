using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Http;

/// <summary>JSON that stands as it was stored, with a tag, compressed as the client takes it.</summary>
internal sealed class SnapshotResult(byte[] json) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"", isWeak: true);
        context.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        return TaggedBody.WriteAsync(context.HttpContext, tag, "application/json; charset=utf-8", Encode);
    }

    // For each request, so quickly rather than well.
    private byte[] Encode(string? encoding) => encoding switch
    {
        "br" => Compress(stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        "gzip" => Compress(stream => new GZipStream(stream, CompressionLevel.Fastest)),
        _ => json,
    };

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
