using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Functions;

/// <summary>Serves the HTTP functions under host.json's route prefix.</summary>
internal sealed partial class HttpFunctionEndpoints(FunctionInvoker invoker, string routePrefix, ILogger logger, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes, FunctionDescriptor function, HttpFunctionTrigger trigger)
    {
        var type = function.TriggerParameter.ParameterType;
        if (type != typeof(HttpRequest) && type != typeof(HttpContext))
            throw new LocalHostException($"The HTTP trigger of function {function.Name} must be an HttpRequest.");

        var prefix = routePrefix.Trim('/');
        var template = prefix.Length == 0 ? $"/{trigger.Route}" : $"/{prefix}/{trigger.Route}";
        RequestDelegate handler = context => HandleAsync(function, context);
        if (trigger.Methods.Count == 0)
            routes.Map(template, handler);
        else
            routes.MapMethods(template, trigger.Methods, handler);
    }

    private async Task HandleAsync(FunctionDescriptor function, HttpContext context)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var value = function.TriggerParameter.ParameterType == typeof(HttpContext) ? (object)context : context.Request;
            var invocation = new FunctionInvocation(function, value)
            {
                BindingData = context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value),
                Http = context,
            };
            await WriteAsync(function, await invoker.InvokeAsync(invocation, cancellation.Token), context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone, so no answer is written.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, function.Name);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static Task WriteAsync(FunctionDescriptor function, object? result, HttpContext context) => result switch
    {
        null => Task.CompletedTask,
        IActionResult action => action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
        IResult answer => answer.ExecuteAsync(context),
        _ => throw new NotSupportedException(
            $"Function {function.Name} returned a {result.GetType().Name}; an HTTP function returns IActionResult or IResult."),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "HTTP function {Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);
    }
}
