using Churn.Domain.Operations;
using Churn.Functions.Timers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Operations;

/// <summary>
/// Lets an operator list, read, retry and drop the messages that were given up, and warns every day of those that wait.
/// </summary>
public sealed partial class PoisonFunctions(PoisonRequests requests, PoisonWatch watch, ILogger<PoisonFunctions> logger)
{
    [Function("ListPoisonQueues")]
    public Task<IActionResult> ListPoisonQueuesAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "operations/poison")] HttpRequest request,
        CancellationToken cancellationToken) =>
        requests.CountAsync(cancellationToken);

    [Function("ListPoison")]
    public Task<IActionResult> ListPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "operations/poison/{queue}")] HttpRequest request,
        string queue, CancellationToken cancellationToken) =>
        requests.ListAsync(queue, cancellationToken);

    [Function("ReadPoison")]
    public Task<IActionResult> ReadPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "operations/poison/{queue}/{id}")] HttpRequest request,
        string queue, string id, CancellationToken cancellationToken) =>
        requests.ReadAsync(queue, id, cancellationToken);

    [Function("RetryPoison")]
    public Task<IActionResult> RetryPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "operations/poison/{queue}/{id}")] HttpRequest request,
        string queue, string id, CancellationToken cancellationToken) =>
        requests.RetryAsync(queue, id, cancellationToken);

    [Function("DropPoison")]
    public Task<IActionResult> DropPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "delete", Route = "operations/poison/{queue}/{id}")] HttpRequest request,
        string queue, string id, CancellationToken cancellationToken) =>
        requests.DropAsync(queue, id, cancellationToken);

    [Function("WatchPoison")]
    public async Task WatchPoisonAsync([TimerTrigger(Schedules.Poison)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var report in await watch.RunAsync(cancellationToken))
        {
            Log.Waiting(logger, report.Queue, report.Messages, report.Kept);
            foreach (var alert in report.Alerts)
            {
                Log.Poisoned(logger, report.Queue, alert.Id, alert.Age.TotalDays, alert.Kept);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "Queue {Queue}: {Messages} messages were given up and wait for an operator; {Kept} of them are kept in the table")]
        public static partial void Waiting(ILogger logger, string queue, int messages, int kept);

        [LoggerMessage(2, LogLevel.Warning, "Queue {Queue} message {MessageId}: given up {Days:N1} days ago, kept in the table: {Kept}")]
        public static partial void Poisoned(ILogger logger, string queue, string messageId, double days, bool kept);
    }
}
