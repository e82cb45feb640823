using System.Globalization;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Accounts and members in memory, with the real store's conflicts.</summary>
public sealed class MemoryAccountStore : IAccountStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountKey, Account> _accounts = [];
    private readonly HashSet<(AccountKey Account, BuyerId Buyer)> _members = [];
    private long _etag;

    public Task<Account?> GetAsync(AccountKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_accounts.GetValueOrDefault(key));
        }
    }

    public IAsyncEnumerable<BuyerId> ReadMembersAsync(AccountKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _members.Where(member => member.Account == key).Select(member => member.Buyer).OrderBy(buyer => buyer.Value, StringComparer.Ordinal).ToArray().ToAsyncEnumerable();
        }
    }

    public Task ClaimAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _members.Add((key, buyer));
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _members.Remove((key, buyer));
        }

        return Task.CompletedTask;
    }

    /// <summary>Forgets the accounts of a bucket.</summary>
    public void EraseBucket(ShopId shop, string bucket)
    {
        lock (_gate)
        {
            _accounts.Keys.Where(key => key.Shop == shop && key.Bucket == bucket).ToList().ForEach(key => _accounts.Remove(key));
            _members.RemoveWhere(member => member.Account.Shop == shop && member.Account.Bucket == bucket);
        }
    }

    public IAsyncEnumerable<Account> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _accounts.Values.Where(account => account.Key.Shop == shop && account.Key.Bucket == bucket)
                .OrderBy(account => account.Key.Company, StringComparer.Ordinal).ToArray().ToAsyncEnumerable();
        }
    }

    public async Task<int> RewriteAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var account in accounts)
        {
            written += await WriteAsync(account, cancellationToken) == WriteResult.Written ? 1 : 0;
        }

        return written;
    }

    public Task<WriteResult> WriteAsync(Account account, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_accounts.GetValueOrDefault(account.Key)?.ETag != account.ETag)
            {
                return Task.FromResult(WriteResult.Conflict);
            }

            _accounts[account.Key] = account with { ETag = (++_etag).ToString(CultureInfo.InvariantCulture) };
            return Task.FromResult(WriteResult.Written);
        }
    }
}
