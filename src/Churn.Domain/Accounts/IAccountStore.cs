using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Accounts;

/// <summary>Accounts and their members. Each method says what it costs.</summary>
public interface IAccountStore
{
    /// <summary>One point read; null: no such account.</summary>
    Task<Account?> GetAsync(AccountKey key, CancellationToken cancellationToken);

    /// <summary>Everybody ever claimed, by id; some may be aliases. One request a thousand.</summary>
    IAsyncEnumerable<BuyerId> ReadMembersAsync(AccountKey key, CancellationToken cancellationToken);

    /// <summary>Notes that a buyer has ordered for the company; noting it again changes nothing. One request.</summary>
    Task ClaimAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Forgets that a buyer ordered for the company, if it was noted. One request.</summary>
    Task RemoveAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Writes the account if its row is still the one that was read. One request.</summary>
    Task<WriteResult> WriteAsync(Account account, CancellationToken cancellationToken);

    /// <summary>The accounts of one bucket. One request a thousand.</summary>
    IAsyncEnumerable<Account> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>Rewrites up to a hundred accounts of one bucket that nobody has changed since they were read. Returns how many were written. One request, and one for each that was changed.</summary>
    Task<int> RewriteAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken);
}
