using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Churn.Functions.Dashboard;

/// <summary>The dashboard's files, which the build embeds in the app. A path from a request is never used as a path on disk.</summary>
public sealed class DashboardFiles
{
    public const string Page = "index.html";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [Page] = "text/html; charset=utf-8",
        ["dashboard.css"] = "text/css; charset=utf-8",
        ["app.js"] = "text/javascript; charset=utf-8",
        ["buyer.js"] = "text/javascript; charset=utf-8",
        ["card.js"] = "text/javascript; charset=utf-8",
        ["charts.js"] = "text/javascript; charset=utf-8",
        ["draw.js"] = "text/javascript; charset=utf-8",
        ["people.js"] = "text/javascript; charset=utf-8",
        ["money.js"] = "text/javascript; charset=utf-8",
        ["model.js"] = "text/javascript; charset=utf-8",
        ["dom.js"] = "text/javascript; charset=utf-8",
        ["files.js"] = "text/javascript; charset=utf-8",
        ["format.js"] = "text/javascript; charset=utf-8",
        ["d3.js"] = "text/javascript; charset=utf-8",
        ["plot.js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Lazy<DashboardFile>> _files = new(StringComparer.Ordinal);

    /// <summary>Every file's name.</summary>
    public static IReadOnlyCollection<string> Names => ContentTypes.Keys;

    internal DashboardFile? Find(string name) =>
        ContentTypes.TryGetValue(name, out var type) ? _files.GetOrAdd(name, key => new(() => Read(key, type))).Value : null;

    private static DashboardFile Read(string name, string contentType)
    {
        using var resource = typeof(DashboardFiles).Assembly.GetManifestResourceStream($"Dashboard/{name}")
            ?? throw new InvalidOperationException($"The dashboard's file {name} is not embedded in this build.");
        using var plain = new MemoryStream();
        resource.CopyTo(plain);
        var bytes = plain.ToArray();
        return new DashboardFile(
            contentType,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"",
            bytes,
            Compress(bytes, stream => new BrotliStream(stream, CompressionLevel.SmallestSize)),
            Compress(bytes, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}

/// <summary>A file of the dashboard in every encoding. Each encoding is computed once, at the first request.</summary>
/// <param name="ContentType">The media type with its character set.</param>
/// <param name="Tag">The ETag of the content.</param>
/// <param name="Gzip">For browsers without Brotli, which browsers offer over HTTPS only.</param>
internal sealed record DashboardFile(string ContentType, string Tag, byte[] Plain, byte[] Brotli, byte[] Gzip);
