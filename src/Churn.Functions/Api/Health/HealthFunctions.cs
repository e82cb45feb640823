using Churn.Domain.Operations;
using Churn.Functions.Timers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Health;

/// <summary>Answers whether the app is running and able to work, and measures the queues.</summary>
public sealed partial class HealthFunctions(HealthCheck health, QueueWatch watch, ILogger<HealthFunctions> logger)
{
    [Function("Live")]
    public IActionResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) =>
        new OkObjectResult(new { status = "up" });

    [Function("Ready")]
    public async Task<IActionResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Answer(HealthView.Brief(await health.LookAsync(cancellationToken)));

    [Function("Health")]
    public async Task<IActionResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer(HealthView.Full(await health.LookAsync(cancellationToken)));

    [Function("WatchQueues")]
    public async Task WatchQueuesAsync([TimerTrigger(Schedules.Watch)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var level in await watch.RunAsync(cancellationToken))
        {
            Log.Level(logger, level.Queue, level.Messages, level.Poison);
        }
    }

    private static ObjectResult Answer(HealthView view) =>
        new(view) { StatusCode = view.Status == "up" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Queue {Queue}: {Messages} messages wait, {Poison} messages were given up")]
        public static partial void Level(ILogger logger, string queue, int messages, int poison);
    }
}
