using Churn.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Dashboard;

/// <summary>Sends a file of the dashboard as small as the browser takes it; 304 to a browser that has it already.</summary>
internal sealed class DashboardResult(DashboardFile file) : IActionResult
{
    // Plot puts a style element of its own into every drawing; nothing else may come from, or go, anywhere but here.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

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
