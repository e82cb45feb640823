using System.Text.Json;
using System.Text.Json.Nodes;
using Churn.LocalHost.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

/// <summary>Serves `GET /admin/functions` and `POST /admin/functions/{name}` like the real host.</summary>
internal sealed partial class AdminEndpoints(LocalFunctionsHost host, ILogger logger)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/functions", ListAsync);
        routes.MapPost("/admin/functions/{name}", RunAsync);
    }

    private async Task ListAsync(HttpContext context) =>
        await context.Response.WriteAsJsonAsync(host.Functions.Select(function => new
        {
            name = function.Name,
            trigger = function.Trigger.Kind,
            detail = function.Trigger.Detail,
        }));

    private async Task RunAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var function = host.Functions.FirstOrDefault(
            function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));
        if (function is null)
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, $"There is no function {name}.");
            return;
        }

        if (function.Trigger is HttpFunctionTrigger)
        {
            await AnswerAsync(
                context, StatusCodes.Status400BadRequest, $"{function.Name} is an HTTP function: send a request to its route.");
            return;
        }

        string? input;
        try
        {
            input = await InputAsync(context);
        }
        catch (JsonException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "The body must be JSON like {\"input\": \"...\"}.");
            return;
        }

        // Like the real host, it accepts the request at once and runs the function in the background.
        _ = RunLoggedAsync(function, input);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task RunLoggedAsync(FunctionDescriptor function, string? input)
    {
        try
        {
            await host.RunFunctionAsync(function.Name, input);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, function.Name);
        }
    }

    private static async Task<string?> InputAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return body.Length == 0 ? null : (JsonNode.Parse(body) as JsonObject ?? throw new JsonException())["input"]?.ToString();
    }

    private static async Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function}, run by hand, failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);
    }
}
