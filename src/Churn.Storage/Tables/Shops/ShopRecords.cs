using Azure.Data.Tables;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Shops;

/// <summary>What is remembered of shops as a whole, in table <c>Shops</c>.</summary>
public sealed class ShopRecords(TableServiceClient service) : IShopRecords
{
    private readonly TableClient _table = service.GetTableClient(TableNames.Shops);

    public async Task<ShopRecord> GetAsync(ShopId shop, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<ShopEntity>(shop.Value, Keys.Shop, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToRecord() : ShopRecord.None;
    }

    // Merging writes only what has changed. If two notes of one kind come at the same moment, the older may win; both are of that moment,
    // and nothing depends on which one stays.
    public async Task NoteAsync(ShopId shop, ShopRecord change, CancellationToken cancellationToken)
    {
        var known = await GetAsync(shop, cancellationToken);
        var entity = ShopEntity.Of(shop, new ShopRecord
        {
            ImportedAt = Newer(change.ImportedAt, known.ImportedAt),
            UninstalledAt = Newer(change.UninstalledAt, known.UninstalledAt),
            ErasedBefore = Newer(change.ErasedBefore, known.ErasedBefore),
        });
        EntityLimits.SizeOf(entity);
        await _table.UpsertEntityAsync(entity, TableUpdateMode.Merge, cancellationToken);
    }

    private static DateTimeOffset? Newer(DateTimeOffset? change, DateTimeOffset? known) =>
        change > known || known is null ? change : null;
}
