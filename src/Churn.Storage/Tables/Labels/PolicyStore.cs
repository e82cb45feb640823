using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Labels;

/// <summary>
/// Policies in table <c>Policies</c>: one partition for each shop, and one row for each version, newest first. Rows are inserted and never
/// changed.
/// </summary>
public sealed class PolicyStore(TableServiceClient service) : IPolicyStore
{
    private readonly TableClient _table = service.GetTableClient(TableNames.Policies);

    public async Task<PolicyVersion> GetAsync(ShopId shop, CancellationToken cancellationToken) =>
        await ReadAsync(shop, 1, cancellationToken).FirstOrDefaultAsync(cancellationToken) ?? PolicyVersion.Defaults;

    public IAsyncEnumerable<PolicyVersion> ListAsync(ShopId shop, CancellationToken cancellationToken) =>
        ReadAsync(shop, null, cancellationToken);

    /// <summary>If two people change the same version, both insert the same row, and the second is refused.</summary>
    public async Task<WriteResult> AddAsync(ShopId shop, PolicyVersion version, CancellationToken cancellationToken)
    {
        var entity = PolicyEntity.Of(shop, version);
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.AddEntityAsync(entity, cancellationToken);
            return WriteResult.Written;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return WriteResult.Conflict;
        }
    }

    private async IAsyncEnumerable<PolicyVersion> ReadAsync(
        ShopId shop, int? perPage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value}");
        await foreach (var entity in _table.QueryAsync<PolicyEntity>(filter, perPage, cancellationToken: cancellationToken))
        {
            yield return entity.ToVersion();
        }
    }
}
