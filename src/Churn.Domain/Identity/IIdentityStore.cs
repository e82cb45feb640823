using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Table <c>Identities</c>. A row is either inserted, or replaced if its ETag is still the one that was read.</summary>
public interface IIdentityStore
{
    /// <summary>Returns the row, or null if there is none. One request.</summary>
    Task<IdentityRow?> FindAsync(ShopId shop, IdentityName name, CancellationToken cancellationToken);

    /// <summary>Inserts a row and returns it with its ETag, or returns null if the row exists already. One request.</summary>
    Task<IdentityRow?> InsertAsync(IdentityRow row, CancellationToken cancellationToken);

    /// <summary>Replaces the row with that ETag, and returns it with its new ETag. Returns null if it changed since. One request.</summary>
    Task<IdentityRow?> ReplaceAsync(IdentityRow row, CancellationToken cancellationToken);

    /// <summary>Returns those of the named rows that exist. One request per thousand rows of the partitions concerned.</summary>
    Task<IReadOnlyDictionary<IdentityName, IdentityRow>> FindAllAsync(
        ShopId shop, IReadOnlyCollection<IdentityName> names, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts many rows, up to a hundred of one partition per request, and returns those that were inserted. If one row of a request
    /// exists already, the rows of that request are inserted one by one.
    /// </summary>
    Task<IReadOnlyDictionary<IdentityName, IdentityRow>> InsertAllAsync(
        IReadOnlyCollection<IdentityRow> rows, CancellationToken cancellationToken);
}
