using System.Collections.Concurrent;
using Churn.Domain.Poison;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Kept poison messages in memory.</summary>
public sealed class MemoryPoisonStore : IPoisonStore
{
    private readonly ConcurrentDictionary<(string Queue, string Id), PoisonMessage> _messages = new();

    public Task KeepAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        _messages[(message.Queue, message.Id)] = message with { Kept = true, ExpiresOn = null };
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken) =>
        _messages.Values.Where(message => message.Queue == queue).OrderBy(message => message.Id, StringComparer.Ordinal).ToArray().ToAsyncEnumerable();

    public Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken) =>
        Task.FromResult(_messages.GetValueOrDefault((queue, id)));

    public Task RemoveAsync(string queue, string id, CancellationToken cancellationToken)
    {
        _messages.TryRemove((queue, id), out _);
        return Task.CompletedTask;
    }
}
