using System.Collections.Concurrent;

namespace Churn.Domain.Shops;

/// <summary>Tells whether something that arrives for a shop was erased with the shop, so that it is not recorded again.</summary>
/// <remarks>
/// Only what is older than a day is looked up. A platform has a shop erased two days after the shop left, so an order that arrives when it
/// is placed costs no request. The answer is kept for a minute. What a worker writes in that minute, or was writing when the erasure began,
/// is erased by the erasure's second pass.
/// </remarks>
public sealed class ErasedShopFilter(IShopRecords records, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopId, (DateTimeOffset Read, ShopRecord Record)> _records = new();

    /// <summary>Whether something of this instant was erased with the shop. At most one request for each shop and minute.</summary>
    /// <param name="at">When it was placed or received; null if that is unknown, and then it counts as old.</param>
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
