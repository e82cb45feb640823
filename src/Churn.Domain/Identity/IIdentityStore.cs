using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Table <c>Identities</c>. Every write is guarded: a row is inserted, or replaced as it was read.</summary>
public interface IIdentityStore
{
    /// <summary>The row, or null. One request.</summary>
    Task<IdentityRow?> FindAsync(ShopId shop, IdentityName name, CancellationToken cancellationToken);

    /// <summary>Inserts a row. Null: there is one already. One request.</summary>
    Task<IdentityRow?> InsertAsync(IdentityRow row, CancellationToken cancellationToken);

    /// <summary>Replaces the row with that ETag. Null: it has changed since. One request.</summary>
    Task<IdentityRow?> ReplaceAsync(IdentityRow row, CancellationToken cancellationToken);

    /// <summary>Those of many rows that are there. One request a thousand rows of the partitions concerned.</summary>
    Task<IReadOnlyDictionary<IdentityName, IdentityRow>> FindAllAsync(
        ShopId shop, IReadOnlyCollection<IdentityName> names, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts many rows, up to a hundred of a partition a request, and answers those that were inserted. A partition's chunk of which one row was there
    /// already is inserted row by row.
    /// </summary>
    Task<IReadOnlyDictionary<IdentityName, IdentityRow>> InsertAllAsync(IReadOnlyCollection<IdentityRow> rows, CancellationToken cancellationToken);
}
