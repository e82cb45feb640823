using System.Collections.Concurrent;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>What is remembered of shops, in memory.</summary>
public sealed class MemoryShopRecords : IShopRecords
{
    private readonly ConcurrentDictionary<ShopId, ShopRecord> _records = new();

    public Task<ShopRecord> GetAsync(ShopId shop, CancellationToken cancellationToken) => Task.FromResult(_records.GetValueOrDefault(shop, ShopRecord.None));

    public Task NoteAsync(ShopId shop, ShopRecord change, CancellationToken cancellationToken)
    {
        _records.AddOrUpdate(shop, change, (_, known) => new ShopRecord
        {
            ImportedAt = Newer(change.ImportedAt, known.ImportedAt),
            UninstalledAt = Newer(change.UninstalledAt, known.UninstalledAt),
            ErasedBefore = Newer(change.ErasedBefore, known.ErasedBefore),
        });
        return Task.CompletedTask;
    }

    private static DateTimeOffset? Newer(DateTimeOffset? change, DateTimeOffset? known) => change > known || known is null ? change : known;
}
