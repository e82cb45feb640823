using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Dashboard;

/// <summary>Sends a file of the dashboard as small as the browser takes it; 304 to whoever has it already.</summary>
internal sealed class DashboardResult(DashboardFile file) : IActionResult
{
    // Plot puts a style element of its own into every drawing; nothing else may come from, or go, anywhere but here.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.ETag = file.Tag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, bytes) = Choose(request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
    }

    private (string? Encoding, byte[] Bytes) Choose(string accepted) =>
        accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", file.Brotli)
        : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", file.Gzip)
        : (null, file.Plain);
}
