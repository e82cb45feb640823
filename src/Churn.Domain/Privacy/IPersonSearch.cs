using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Looks for a person everywhere: reads every row and message there is, so it is for proofs, not for work.</summary>
public interface IPersonSearch
{
    /// <summary>Every place that holds one of the hashes, or the plain customer id as such.</summary>
    /// <param name="shop">Whose customer it is; messages of other shops hold other hashes.</param>
    /// <param name="person">Hashes under every key of the shop.</param>
    /// <param name="customerId">The platform's customer id; null: not looked for.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    IAsyncEnumerable<PersonTrace> FindAsync(ShopId shop, ImmutableSortedSet<Identifier> person, string? customerId, CancellationToken cancellationToken);

    /// <summary>
    /// Messages that could name a person and that lie beyond what may be looked at without taking them, by queue; empty: everything was seen. What is
    /// worked on at the moment, waits for its time, or stands behind the first 32 of its queue cannot be seen. Events that a reader has taken are the reader's and do not count.
    /// </summary>
    Task<IReadOnlyDictionary<string, int>> CountUnseenAsync(CancellationToken cancellationToken);
}
