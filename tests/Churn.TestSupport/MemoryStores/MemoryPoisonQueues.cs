using Churn.Domain.Poison;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Poison queues in memory, to be filled by the test, and what was sent back to work.</summary>
public sealed class MemoryPoisonQueues(params string[] queues) : IPoisonQueues
{
    private readonly Lock _gate = new();
    private readonly List<PoisonMessage> _messages = [];
    private readonly List<(string Queue, string Text)> _sent = [];

    public IReadOnlyList<string> Queues => queues;

    /// <summary>What was put back on the queues.</summary>
    public IReadOnlyList<(string Queue, string Text)> Sent => _sent;

    public void Add(PoisonMessage message) => _messages.Add(message);

    public Task<int> CountAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(_messages.Count(message => message.Queue == queue));

    public IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken) =>
        _messages.Where(message => message.Queue == queue).ToArray().ToAsyncEnumerable();

    public Task<IReadOnlyCollection<string>> RetryAsync(string queue, string? id, CancellationToken cancellationToken) => Take(queue, id, send: true);

    public Task<IReadOnlyCollection<string>> DropAsync(string queue, string? id, CancellationToken cancellationToken) => Take(queue, id, send: false);

    public Task SendAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _sent.Add((message.Queue, message.Text));
        }

        return Task.CompletedTask;
    }

    private Task<IReadOnlyCollection<string>> Take(string queue, string? id, bool send)
    {
        lock (_gate)
        {
            var taken = _messages.Where(message => message.Queue == queue && (id is null || message.Id == id)).ToList();
            _messages.RemoveAll(taken.Contains);
            _sent.AddRange(send ? taken.Select(message => (message.Queue, message.Text)) : []);
            return Task.FromResult<IReadOnlyCollection<string>>([.. taken.Select(message => message.Id)]);
        }
    }
}
