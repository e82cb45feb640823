using System.Collections.Concurrent;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Keeps from an erased shop what was on its way to it.</summary>
/// <remarks>
/// Only what is older than a day is asked about, for a platform has a shop erased two days after it left: an order that comes as it is placed costs no
/// request. The answer is kept for a minute; whoever writes in that minute, or was writing when the erasure began, is erased by its second pass.
/// </remarks>
public sealed class ErasedShopFilter(IShopRecords records, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopId, (DateTimeOffset Read, ShopRecord Record)> _records = new();

    /// <summary>Whether something of this instant belongs to what was erased of a shop. At most one request a shop and minute.</summary>
    /// <param name="shop">Whose it is.</param>
    /// <param name="at">When it was placed or received; null: nobody knows, so it counts as old.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async ValueTask<bool> IsErasedAsync(ShopId shop, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - at < Fresh)
        {
            return false;
        }

        if (!_records.TryGetValue(shop, out var known) || now - known.Read >= Kept)
        {
            known = (now, await records.GetAsync(shop, cancellationToken));
            _records[shop] = known;
        }

        return known.Record.IsErased(at);
    }
}
