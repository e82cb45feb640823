using System.IO.Compression;
using System.Text;
using Churn.Functions.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Tests.Api;

public sealed class SnapshotResultTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 1_000))}]");

    [Theory]
    [InlineData(null, "")]
    [InlineData("identity", "")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, deflate, br;q=0", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0, gzip;q=0", "")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, br;q=0", "gzip")]
    [InlineData("abracadabra", "")]
    public async Task ExecuteResultAsync_AClientsEncodings_AreHeeded(string? accepted, string expected)
    {
        var (response, body) = await GetAsync(request => request.Headers.AcceptEncoding = accepted);

        Assert.Equal(expected, response.Headers.ContentEncoding.ToString());
        Assert.Equal(Json, Decode(expected, body));
        Assert.Equal((body.Length, "Accept-Encoding"), (response.ContentLength, response.Headers.Vary.ToString()));
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("not a tag", 200)]
    public async Task ExecuteResultAsync_AClientThatHasIt_GetsNoBody(string ifNoneMatch, int expected)
    {
        var tag = (await GetAsync(_ => { })).Response.Headers.ETag.ToString();

        var (response, body) = await GetAsync(
            request => request.Headers.IfNoneMatch = ifNoneMatch.Replace("{0}", tag, StringComparison.Ordinal));

        Assert.Equal((expected, expected == 200), (response.StatusCode, body.Length > 0));
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
    }

    private static async Task<(HttpResponse Response, byte[] Body)> GetAsync(Action<HttpRequest> configure)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        configure(context.Request);
        await new SnapshotResult(Json).ExecuteResultAsync(new ActionContext { HttpContext = context });
        return (context.Response, body.ToArray());
    }

    private static byte[] Decode(string encoding, byte[] body)
    {
        using var encoded = new MemoryStream(body);
        using Stream plain = encoding switch
        {
            "br" => new BrotliStream(encoded, CompressionMode.Decompress),
            "gzip" => new GZipStream(encoded, CompressionMode.Decompress),
            _ => encoded,
        };
        using var all = new MemoryStream();
        plain.CopyTo(all);
        return all.ToArray();
    }
}
