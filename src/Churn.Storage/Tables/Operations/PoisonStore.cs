using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Churn.Domain.Operations;

namespace Churn.Storage.Tables.Operations;

/// <summary>Copies of poison messages in table <c>Poisoned</c>, one partition for each queue.</summary>
public sealed class PoisonStore(TableServiceClient service) : IPoisonStore
{
    private readonly TableClient _table = service.GetTableClient(TableNames.Poisoned);

    public Task KeepAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        var entity = PoisonedEntity.Of(message);
        EntityLimits.SizeOf(entity);
        return _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    public async IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue}");
        await foreach (var entity in _table.QueryAsync<PoisonedEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToMessage();
        }
    }

    public async Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<PoisonedEntity>(queue, id, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToMessage() : null;
    }

    public Task RemoveAsync(string queue, string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(queue, id, cancellationToken: cancellationToken);
}
