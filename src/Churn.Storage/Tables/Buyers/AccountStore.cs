using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Buyers;

/// <summary>Accounts and their members in table <c>Accounts</c>.</summary>
public sealed class AccountStore(TableServiceClient service) : IAccountStore
{
    private readonly TableClient _table = service.GetTableClient(TableNames.Accounts);

    public async Task<Account?> GetAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<AccountEntity>(
            Keys.Partition(key), Keys.Account(key.Company), cancellationToken: cancellationToken);
        return found.HasValue ? AccountMapping.ToAccount(key.Shop, found.Value!) : null;
    }

    public async IAsyncEnumerable<BuyerId> ReadMembersAsync(AccountKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, after) = Keys.Members(key.Company);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Partition(key)} and RowKey ge {first} and RowKey lt {after}");
        await foreach (var entity in _table.QueryAsync<AccountMemberEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return new BuyerId(entity.Buyer);
        }
    }

    public Task ClaimAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken)
    {
        var entity = new AccountMemberEntity
        {
            PartitionKey = Keys.Partition(key), RowKey = Keys.Member(key.Company, buyer), Buyer = buyer.Value,
        };
        EntityLimits.SizeOf(entity);
        return _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    public Task RemoveAsync(AccountKey key, BuyerId buyer, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Keys.Partition(key), Keys.Member(key.Company, buyer), ETag.All, cancellationToken);

    public async Task<WriteResult> WriteAsync(Account account, CancellationToken cancellationToken)
    {
        var entity = AccountMapping.ToEntity(account);
        EntityLimits.SizeOf(entity);
        try
        {
            _ = account.ETag is null
                ? await _table.AddEntityAsync(entity, cancellationToken)
                : await _table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken);
            return WriteResult.Written;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            // 404: the row is gone. A missing table answers 404 too; then every try fails alike, until the caller gives up.
            return WriteResult.Conflict;
        }
    }

    public async IAsyncEnumerable<Account> ScanAsync(
        ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop, bucket);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.FirstAccount} and RowKey lt {Keys.AfterAccounts}");
        await foreach (var entity in _table.QueryAsync<AccountEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return AccountMapping.ToAccount(shop, entity);
        }
    }

    public async Task<int> RewriteAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        var transaction = accounts.Select(AccountMapping.ToEntity)
            .Select(entity => new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, entity.ETag)).ToList();
        while (transaction.Count > 0)
        {
            EntityLimits.Check(transaction);
            try
            {
                await _table.SubmitTransactionAsync(transaction, cancellationToken);
                return transaction.Count;
            }
            catch (TableTransactionFailedException failure) when (failure.Status is 404 or 412)
            {
                transaction.RemoveAt(failure.FailedTransactionActionIndex ?? 0);
            }
        }

        return 0;
    }
}
