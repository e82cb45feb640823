using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Sample;

public sealed class SampleHttpFunctions
{
    [Function("Greet")]
    public Task<IActionResult> GreetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "greet/{name}/{times:int}")] HttpRequest request,
        string name,
        int times,
        CancellationToken cancellationToken) =>
        Task.FromResult<IActionResult>(new OkObjectResult(
            new { name, times, query = request.Query["q"].ToString(), cancellationToken.CanBeCanceled }));

    [Function("Post")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greet/{name}/{times:int}")] HttpRequest request, string name)
    {
        using var reader = new StreamReader(request.Body);
        return new ContentResult { Content = $"{name}: {await reader.ReadToEndAsync()}", StatusCode = StatusCodes.Status201Created };
    }

    [Function("NoRoute")]
    public Task<IResult> NoRouteAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context) =>
        Task.FromResult(Results.Text($"{context.FunctionId} {request.Method} {context.GetHttpContext() == request.HttpContext}"));

    [Function("Failing")]
    public Task<IActionResult> FailAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Silent")]
    public Task SilentAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "silent")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
