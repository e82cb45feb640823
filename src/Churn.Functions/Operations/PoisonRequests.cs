using Churn.Domain.Poison;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Operations;

/// <summary>Reads operators' requests about poison messages and refuses those that name nothing.</summary>
public sealed class PoisonRequests(PoisonDesk desk)
{
    /// <summary>In place of a message's id: every message of the queue.</summary>
    public const string All = "all";

    public async Task<IActionResult> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new List<PoisonCount>();
        foreach (var queue in desk.Queues)
        {
            counts.Add(await desk.CountAsync(queue, cancellationToken));
        }

        return new OkObjectResult(counts);
    }

    public async Task<IActionResult> ListAsync(string queue, CancellationToken cancellationToken) => IsKnown(queue)
        ? new OkObjectResult((await desk.ListAsync(queue, cancellationToken)).Select(PoisonView.Of))
        : NoQueue();

    public async Task<IActionResult> ReadAsync(string queue, string id, CancellationToken cancellationToken) =>
        !IsKnown(queue) ? NoQueue()
        : IsId(id) && await desk.FindAsync(queue, id, cancellationToken) is { } message ? new OkObjectResult(PoisonView.WithMessage(message))
        : NoMessage();

    public Task<IActionResult> RetryAsync(string queue, string id, CancellationToken cancellationToken) => DoAsync(queue, id, desk.RetryAsync, cancellationToken);

    public Task<IActionResult> DropAsync(string queue, string id, CancellationToken cancellationToken) => DoAsync(queue, id, desk.DropAsync, cancellationToken);

    private async Task<IActionResult> DoAsync(string queue, string id, Func<string, string?, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        if (!IsKnown(queue))
        {
            return NoQueue();
        }

        var done = IsId(id) ? await act(queue, id == All ? null : id, cancellationToken) : 0;
        return done > 0 || id == All ? new OkObjectResult(new PoisonDone(queue, done)) : NoMessage();
    }

    private bool IsKnown(string queue) => desk.Queues.Contains(queue);

    // Ids are the storage's own: what has another form names nothing, and would be no row's key either.
    private static bool IsId(string id) => id.Length <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static IActionResult NoQueue() => Problems.NotFound("No queue of that name; GET operations/poison lists them.");

    private static IActionResult NoMessage() => Problems.NotFound("No such message is waiting: it was retried or dropped, or its seven days are over.");
}
