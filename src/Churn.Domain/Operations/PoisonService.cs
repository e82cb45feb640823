namespace Churn.Domain.Operations;

/// <summary>
/// Lists, retries and drops messages that were given up. Messages in a poison queue and copies in the table appear as one list.
/// </summary>
public sealed class PoisonService(IPoisonQueues queues, IPoisonStore store)
{
    /// <summary>Maximum number of messages in a list.</summary>
    public const int MaxListed = 1_000;

    public IReadOnlyList<string> Queues => queues.Queues;

    /// <summary>Returns the approximate number of a queue's messages that wait for an operator.</summary>
    public async Task<PoisonCount> CountAsync(string queue, CancellationToken cancellationToken) =>
        new(
            queue,
            await queues.CountAsync(queue, cancellationToken),
            await store.ReadAsync(queue, cancellationToken).CountAsync(cancellationToken));

    /// <summary>Returns the oldest messages of a queue that wait for an operator.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(string queue, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(queue, cancellationToken)
            .Take(MaxListed)
            .ToDictionaryAsync(message => message.Id, cancellationToken: cancellationToken);
        var waiting = await queues.ReadAsync(queue, cancellationToken)
            .Take(MaxListed)
            .Select(message => message with { Kept = kept.Remove(message.Id) })
            .ToListAsync(cancellationToken);
        return
        [
            .. kept.Values.Concat(waiting)
                .OrderBy(message => message.InsertedOn)
                .ThenBy(message => message.Id, StringComparer.Ordinal)
                .Take(MaxListed),
        ];
    }

    /// <summary>Returns one message, or null if there is none with that id.</summary>
    public async Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(queue, id, cancellationToken)
        ?? await queues.ReadAsync(queue, cancellationToken).FirstOrDefaultAsync(message => message.Id == id, cancellationToken);

    /// <summary>Enqueues one message of a queue, or all, again. Returns how many.</summary>
    public async Task<int> RetryAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        var done = new HashSet<string>(await queues.RetryAsync(queue, id, cancellationToken), StringComparer.Ordinal);
        foreach (var copy in await CopiesAsync(queue, id, cancellationToken))
        {
            if (done.Add(copy.Id))
            {
                await queues.SendAsync(copy, cancellationToken);
            }

            await store.RemoveAsync(queue, copy.Id, cancellationToken);
        }

        return done.Count;
    }

    /// <summary>Deletes one message of a queue, or all. Returns how many.</summary>
    public async Task<int> DropAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        var done = new HashSet<string>(await queues.DropAsync(queue, id, cancellationToken), StringComparer.Ordinal);
        foreach (var copy in await CopiesAsync(queue, id, cancellationToken))
        {
            done.Add(copy.Id);
            await store.RemoveAsync(queue, copy.Id, cancellationToken);
        }

        return done.Count;
    }

    private async Task<IReadOnlyList<PoisonMessage>> CopiesAsync(string queue, string? id, CancellationToken cancellationToken) =>
        id is null ? await store.ReadAsync(queue, cancellationToken).ToListAsync(cancellationToken)
        : await store.FindAsync(queue, id, cancellationToken) is { } copy ? [copy]
        : [];
}

/// <summary>The number of a queue's messages that wait for an operator.</summary>
/// <param name="Queue">The queue that the messages come from.</param>
/// <param name="Waiting">Approximate number in the poison queue.</param>
/// <param name="Kept">Number in the table. A message that is about to expire is counted in both.</param>
public sealed record PoisonCount(string Queue, int Waiting, int Kept);
