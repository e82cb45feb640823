using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Churn.Functions.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Churn.Functions.Tests.Dashboard;

/// <summary>Tests the dashboard's files behind real HTTP.</summary>
public sealed partial class DashboardTests(ITestOutputHelper output) : IAsyncLifetime
{
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddMvcCore();
        _app = builder.Build();
        var functions = new DashboardFunctions(new DashboardFiles());
        _app.MapGet("/api/dashboard", context => ExecuteAsync(functions.GetDashboard(context.Request), context));
        _app.MapGet(
            "/api/dashboard/{file}",
            (HttpContext context, string file) => ExecuteAsync(functions.GetDashboardFile(context.Request, file), context));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    [Fact]
    public async Task Get_WholePage_IsBelow200KilobytesOverTheWire()
    {
        var sizes = new SortedDictionary<string, (int Brotli, int Gzip)>(StringComparer.Ordinal);
        foreach (var name in DashboardFiles.Names)
        {
            sizes[name] = ((await BytesAsync(name, "br")).Length, (await BytesAsync(name, "gzip")).Length);
            output.WriteLine($"{name}: {sizes[name].Brotli} bytes as br, {sizes[name].Gzip} as gzip");
        }

        output.WriteLine($"all: {sizes.Values.Sum(size => size.Brotli)} bytes as br, {sizes.Values.Sum(size => size.Gzip)} as gzip");
        Assert.InRange(sizes.Values.Sum(size => size.Brotli), 1, 200_000);
        Assert.InRange(sizes.Values.Sum(size => size.Gzip), 1, 200_000);
    }

    [Fact]
    public async Task Get_EveryEncoding_IsTheSameFile()
    {
        foreach (var name in DashboardFiles.Names)
        {
            var plain = await BytesAsync(name, null);
            using var brotli = new BrotliStream(new MemoryStream(await BytesAsync(name, "br")), CompressionMode.Decompress);
            using var gzip = new GZipStream(new MemoryStream(await BytesAsync(name, "gzip")), CompressionMode.Decompress);

            Assert.Equal(plain, Read(brotli));
            Assert.Equal(plain, Read(gzip));
        }
    }

    [Fact]
    public async Task Get_Page_NamesNoOtherHostAndEveryFileItNamesIsServed()
    {
        var texts = new List<string>();
        foreach (var name in DashboardFiles.Names.Where(name => name is not ("d3.js" or "plot.js")))
        {
            texts.Add(await _app!.GetTestClient().GetStringAsync(new Uri($"/api/dashboard/{name}", UriKind.Relative)));
        }

        Assert.DoesNotContain("//", string.Concat(texts.Select(text => CommentLine().Replace(text, ""))), StringComparison.Ordinal);
        foreach (var named in texts.SelectMany(text => NamedFile().Matches(text)).Select(match => match.Groups[1].Value))
        {
            Assert.Contains(named, DashboardFiles.Names);
        }
    }

    [Fact]
    public async Task Get_Page_ForbidsEverythingFromElsewhere()
    {
        using var response = await _app!.GetTestClient().GetAsync(new Uri("/api/dashboard", UriKind.Relative));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_KnownTag_IsNotSentAgain()
    {
        using var first = await _app!.GetTestClient().GetAsync(new Uri("/api/dashboard/app.js", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/dashboard/app.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _app!.GetTestClient().SendAsync(again);

        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync()).Length));
    }

    [Theory]
    [InlineData("package.json")]
    [InlineData("..%2Fhost.json")]
    [InlineData("INDEX.HTML")]
    public async Task Get_NoFileOfTheDashboard_Is404(string name)
    {
        using var response = await _app!.GetTestClient().GetAsync(new Uri($"/api/dashboard/{name}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<byte[]> BytesAsync(string name, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/dashboard/{name}");
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        using var response = await _app!.GetTestClient().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static byte[] Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Task ExecuteAsync(IActionResult result, HttpContext context) =>
        result.ExecuteResultAsync(new ActionContext { HttpContext = context });

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();

    [GeneratedRegex("(?:\"dashboard|\"\\.)/([a-z0-9.]+)\"")]
    private static partial Regex NamedFile();
}
