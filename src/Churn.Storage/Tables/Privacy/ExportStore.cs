using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Privacy;

/// <summary>Exports in table <c>Exports</c>, one partition a shop.</summary>
public sealed class ExportStore(TableServiceClient service) : IExportStore
{
    /// <summary>
    /// The pieces that are written in one transaction. Even if JSON needs six characters for each character, they stay below its 4 MiB.
    /// </summary>
    private const int PartsTogether = 20;

    private readonly TableClient _table = service.GetTableClient(TableNames.Exports);

    public async Task WriteAsync(ExportHeader header, string text, CancellationToken cancellationToken)
    {
        await UpsertAsync(ExportEntity.Of(header, null), cancellationToken);
        var parts = text.Chunk(ExportPartEntity.ColumnLength).Select((part, number) => new ExportPartEntity
        {
            PartitionKey = header.Shop.Value, RowKey = Keys.ExportPart(header.Id, number), Text = new string(part),
        }).ToList();
        foreach (var together in parts.Chunk(PartsTogether))
        {
            List<TableTransactionAction> transaction =
                [.. together.Select(part => new TableTransactionAction(TableTransactionActionType.UpsertReplace, part))];
            EntityLimits.Check(transaction);
            await _table.SubmitTransactionAsync(transaction, cancellationToken);
        }

        await UpsertAsync(ExportEntity.Of(header, parts.Count), cancellationToken);
    }

    public async Task<(ExportHeader Header, string Text)?> ReadAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<ExportEntity>(shop.Value, Keys.Export(id), cancellationToken: cancellationToken);
        if (!found.HasValue || found.Value!.Parts is not { } parts)
        {
            return null;
        }

        var text = new StringBuilder();
        var read = 0;
        await foreach (var part in PartsAsync(shop, id, cancellationToken).Take(parts))
        {
            text.Append(part.Text);
            read++;
        }

        // Fewer: another worker is removing the export at this moment.
        return read == parts ? (found.Value.ToHeader(shop), text.ToString()) : null;
    }

    public async IAsyncEnumerable<ExportHeader> ListAsync(ShopId shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {shop.Value} and RowKey ge {Keys.FirstExport} and RowKey lt {Keys.AfterExports}");
        await foreach (var entity in _table.QueryAsync<ExportEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToHeader(shop);
        }
    }

    public async Task RemoveAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(shop, id, cancellationToken).ToListAsync(cancellationToken);
        foreach (var part in parts)
        {
            await _table.DeleteEntityAsync(part.PartitionKey, part.RowKey, ETag.All, cancellationToken);
        }

        await _table.DeleteEntityAsync(shop.Value, Keys.Export(id), ETag.All, cancellationToken);
    }

    private IAsyncEnumerable<ExportPartEntity> PartsAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        var (first, after) = Keys.ExportParts(id);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey ge {first} and RowKey lt {after}");
        return _table.QueryAsync<ExportPartEntity>(filter, cancellationToken: cancellationToken);
    }

    private Task UpsertAsync(ExportEntity entity, CancellationToken cancellationToken)
    {
        EntityLimits.SizeOf(entity);
        return _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }
}
