using Churn.Functions.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Dashboard;

/// <summary>Sends a file of the dashboard in the browser's best encoding, or 304 to a browser that has the file already.</summary>
internal sealed class DashboardResult(DashboardFile file) : IActionResult
{
    // Everything is loaded from this host, and data is sent to this host only. Inline styles are allowed because Plot puts a style
    // element into every drawing.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return TaggedBody.WriteAsync(context.HttpContext, new EntityTagHeaderValue(file.Tag), file.ContentType, encoding => encoding switch
        {
            "br" => file.Brotli,
            "gzip" => file.Gzip,
            _ => file.Plain,
        });
    }
}
