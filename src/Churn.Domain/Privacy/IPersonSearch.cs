using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// Looks for a person everywhere. It reads every row and message there is, so it serves to prove an erasure and not for daily work.
/// </summary>
public interface IPersonSearch
{
    /// <summary>Every place that holds one of the hashes, or the plain customer id as a customer's id.</summary>
    /// <param name="shop">The person's shop; messages of other shops hold other hashes.</param>
    /// <param name="person">The person's hashes under every key of the shop.</param>
    /// <param name="customerId">The platform's customer id; null if it is not to be looked for.</param>
    IAsyncEnumerable<PersonTrace> FindAsync(
        ShopId shop, ImmutableSortedSet<Identifier> person, string? customerId, CancellationToken cancellationToken);

    /// <summary>
    /// Counts, by queue, the messages that could name a person and that cannot be looked at without being taken; empty if all were seen. A
    /// message cannot be seen while a worker handles it, while it waits for its time, or if it stands behind the first 32 of its queue.
    /// Events that a reader has taken belong to the reader and do not count.
    /// </summary>
    Task<IReadOnlyDictionary<string, int>> CountUnseenAsync(CancellationToken cancellationToken);
}

/// <summary>A place in which an identifier of a person was found.</summary>
/// <param name="Where">The table or queue.</param>
/// <param name="Row">The row's key or the message's id; it may contain a hash, so only operators may see it.</param>
/// <param name="Kind">What the place means for an erasure.</param>
public sealed record PersonTrace(string Where, string Row, TraceKind Kind);

/// <summary>What a place that holds an identifier of a person means for their erasure.</summary>
public enum TraceKind
{
    /// <summary>Data of the person, which an erasure should have removed.</summary>
    Left,

    /// <summary>It says only that a person was erased: a tombstone, or a message that holds nothing but the key of one.</summary>
    Tombstone,
}
