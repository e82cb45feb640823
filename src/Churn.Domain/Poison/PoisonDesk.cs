namespace Churn.Domain.Poison;

/// <summary>What an operator does with messages that were given up: those still in a poison queue and those kept in the table are one list.</summary>
public sealed class PoisonDesk(IPoisonQueues queues, IPoisonStore store)
{
    /// <summary>Messages listed at once.</summary>
    public const int MaxListed = 1_000;

    public IReadOnlyList<string> Queues => queues.Queues;

    /// <summary>Messages of a queue that wait for an operator, about.</summary>
    public async Task<PoisonCount> CountAsync(string queue, CancellationToken cancellationToken) =>
        new(queue, await queues.CountAsync(queue, cancellationToken), await store.ReadAsync(queue, cancellationToken).CountAsync(cancellationToken));

    /// <summary>The oldest of them.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(string queue, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(queue, cancellationToken).Take(MaxListed).ToDictionaryAsync(message => message.Id, cancellationToken: cancellationToken);
        var waiting = await queues.ReadAsync(queue, cancellationToken).Take(MaxListed)
            .Select(message => message with { Kept = kept.Remove(message.Id) }).ToListAsync(cancellationToken);
        return [.. kept.Values.Concat(waiting).OrderBy(message => message.InsertedOn).ThenBy(message => message.Id, StringComparer.Ordinal).Take(MaxListed)];
    }

    /// <summary>One of them, or null.</summary>
    public async Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(queue, id, cancellationToken)
        ?? await queues.ReadAsync(queue, cancellationToken).FirstOrDefaultAsync(message => message.Id == id, cancellationToken);

    /// <summary>Puts a message back to be worked on, or all of a queue, and says how many.</summary>
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

    /// <summary>Throws a message away, or all of a queue, and says how many.</summary>
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
