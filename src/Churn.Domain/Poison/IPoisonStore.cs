namespace Churn.Domain.Poison;

/// <summary>Copies of poison messages that outlive the seven days of a queue.</summary>
public interface IPoisonStore
{
    /// <summary>Keeps a copy; keeping it again changes nothing. One request.</summary>
    Task KeepAsync(PoisonMessage message, CancellationToken cancellationToken);

    /// <summary>The copies of a queue's messages. One request a thousand.</summary>
    IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>A copy, or null. One point read.</summary>
    Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken);

    /// <summary>Removes a copy, if there is one. One request.</summary>
    Task RemoveAsync(string queue, string id, CancellationToken cancellationToken);
}
