using Churn.Domain.Operations;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Operations;

/// <summary>Carries out operators' requests about poison messages, or answers 404.</summary>
public sealed class PoisonRequests(PoisonService service)
{
    /// <summary>Stands in place of a message's id and means every message of the queue.</summary>
    public const string All = "all";

    public async Task<IActionResult> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new List<PoisonCount>();
        foreach (var queue in service.Queues)
        {
            counts.Add(await service.CountAsync(queue, cancellationToken));
        }

        return new OkObjectResult(counts);
    }

    public async Task<IActionResult> ListAsync(string queue, CancellationToken cancellationToken) => IsKnown(queue)
        ? new OkObjectResult((await service.ListAsync(queue, cancellationToken)).Select(PoisonView.Of))
        : NoQueue();

    public async Task<IActionResult> ReadAsync(string queue, string id, CancellationToken cancellationToken) =>
        !IsKnown(queue) ? NoQueue()
        : IsId(id) && await service.FindAsync(queue, id, cancellationToken) is { } message
            ? new OkObjectResult(PoisonView.WithMessage(message))
        : NoMessage();

    public Task<IActionResult> RetryAsync(string queue, string id, CancellationToken cancellationToken) =>
        DoAsync(queue, id, service.RetryAsync, cancellationToken);

    public Task<IActionResult> DropAsync(string queue, string id, CancellationToken cancellationToken) =>
        DoAsync(queue, id, service.DropAsync, cancellationToken);

    private async Task<IActionResult> DoAsync(
        string queue, string id, Func<string, string?, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        if (!IsKnown(queue))
        {
            return NoQueue();
        }

        var done = IsId(id) ? await act(queue, id == All ? null : id, cancellationToken) : 0;
        return done > 0 || id == All ? new OkObjectResult(new PoisonDone(queue, done)) : NoMessage();
    }

    private bool IsKnown(string queue) => service.Queues.Contains(queue);

    // Storage makes the ids. A text of another form names no message, and storage would refuse it as a row's key.
    private static bool IsId(string id) => id.Length <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static IActionResult NoQueue() => Problems.NotFound("There is no queue of that name. GET operations/poison lists the queues.");

    private static IActionResult NoMessage() =>
        Problems.NotFound("No such message is waiting. It was retried or dropped, or its seven days are over.");
}
