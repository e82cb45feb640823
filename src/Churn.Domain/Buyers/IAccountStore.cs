using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Accounts and their members. Each method says what it costs.</summary>
public interface IAccountStore
{
    /// <summary>Returns the account, or null if there is none. One point read.</summary>
    Task<Account?> GetAsync(AccountKey key, CancellationToken cancellationToken);

    /// <summary>Returns all noted members, ordered by id. Some may be aliases. One request per thousand members.</summary>
    IAsyncEnumerable<BuyerId> ReadMembersAsync(AccountKey key, CancellationToken cancellationToken);

    /// <summary>Notes that a buyer has ordered for the company. Noting it again changes nothing. One request.</summary>
    Task ClaimAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Forgets that a buyer has ordered for the company, if that was noted. One request.</summary>
    Task RemoveAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Writes the account if its row has not changed since it was read. One request.</summary>
    Task<WriteResult> WriteAsync(Account account, CancellationToken cancellationToken);

    /// <summary>Returns the accounts of one bucket. One request per thousand accounts.</summary>
    IAsyncEnumerable<Account> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Rewrites up to a hundred accounts of one bucket, except those that changed since they were read. Returns how many were written. One
    /// request, and one more for each changed account.
    /// </summary>
    Task<int> RewriteAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken);
}
