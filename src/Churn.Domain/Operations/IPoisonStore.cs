namespace Churn.Domain.Operations;

/// <summary>Stores copies of poison messages beyond the seven days after which a queue deletes them.</summary>
public interface IPoisonStore
{
    /// <summary>Stores a copy. Storing it again changes nothing. One request.</summary>
    Task KeepAsync(PoisonMessage message, CancellationToken cancellationToken);

    /// <summary>Returns the copies of a queue's messages. One request per thousand.</summary>
    IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Returns a copy, or null if there is none. One point read.</summary>
    Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken);

    /// <summary>Removes a copy if it exists. One request.</summary>
    Task RemoveAsync(string queue, string id, CancellationToken cancellationToken);
}
