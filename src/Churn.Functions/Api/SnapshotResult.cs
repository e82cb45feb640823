using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Api;

/// <summary>Sends stored JSON unchanged, with an ETag, in the client's best encoding.</summary>
internal sealed class SnapshotResult(byte[] json) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"", isWeak: true);
        context.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        return TaggedBody.WriteAsync(context.HttpContext, tag, "application/json; charset=utf-8", Encode);
    }

    // Every request compresses anew, so speed matters more than size.
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
