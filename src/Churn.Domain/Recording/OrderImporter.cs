using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>
/// Records a whole history of orders at a fraction of a request an order. The orders of a buffer are grouped by buyer and the buyers by bucket;
/// identifiers are claimed, ledgers read and rows written a bucket at a time.
/// </summary>
/// <remarks>
/// Webhooks may come meanwhile, and the import may be stopped and started again: an order is written only together with its buyer's row under the
/// ETag that was read before the order's claim, and what is already there is joined with what comes. A buyer whose row is changed by others meanwhile, and
/// every order that does more than stand with one buyer, is recorded by itself, as a webhook is.
/// </remarks>
public sealed class OrderImporter(ImportLocator locator, ImportWriter writer, IShopRecords records, TimeProvider time)
{
    /// <summary>Orders held in memory at once. The more, the fewer requests: what a shop already has is looked through once a buffer.</summary>
    public const int DefaultBuffer = 50_000;

    /// <summary>Imports all orders, which are of one shop, and says after each buffer how far it is.</summary>
    /// <param name="shop">The orders'.</param>
    /// <param name="orders">Read once, never more than a buffer of them ahead.</param>
    /// <param name="buffer">Orders a buffer, at least one.</param>
    /// <param name="progress">Called with what was dealt with, by several threads, one after another.</param>
    /// <param name="cancellationToken">Stops between two requests; started again, the import ends as if it had not been stopped.</param>
    public async Task<ImportCounts> ImportAsync(
        ShopId shop, IAsyncEnumerable<Order> orders, int buffer, Action<ImportCounts> progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer, 1);
        var counts = default(ImportCounts);
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        await foreach (var order in orders.WithCancellation(cancellationToken))
        {
            if (order.Shop != shop)
            {
                throw new ArgumentException("An import is of one shop.", nameof(orders));
            }

            var entry = LedgerEntry.Of(OrderMessageSize.Fit(order));
            if (entries.TryGetValue(order.Id, out var known) && !SaysTheSame(known.Order, entry.Order))
            {
                // Two versions that name different people, or other times, are two deliveries: each is evidence of its own.
                counts += await FlushAsync(shop, entries, progress, cancellationToken);
                entries.Clear();
                known = null;
            }

            entries[order.Id] = known?.Merge(entry) ?? entry;
            if (entries.Count >= buffer)
            {
                counts += await FlushAsync(shop, entries, progress, cancellationToken);
                entries.Clear();
            }
        }

        return entries.Count == 0 ? counts : counts + await FlushAsync(shop, entries, progress, cancellationToken);
    }

    private static bool SaysTheSame(Order one, Order other) =>
        one.PlacedAt == other.PlacedAt && one.Buyer.Identifiers.SequenceEqual(other.Buyer.Identifiers);

    private async Task<ImportCounts> FlushAsync(
        ShopId shop, Dictionary<string, LedgerEntry> entries, Action<ImportCounts> progress, CancellationToken cancellationToken)
    {
        // Noted first: whoever erases a shop that had left sees that it is in use again, and leaves alone what is about to be written.
        await records.NoteAsync(shop, new ShopRecord { ImportedAt = time.GetUtcNow() }, cancellationToken);
        return await writer.WriteAsync(shop, await locator.LocateAsync(shop, entries.Values, cancellationToken), progress, cancellationToken);
    }
}

/// <summary>What an import has come to so far; every order of it once, however often the file names it within one buffer.</summary>
/// <param name="New">Orders that were not known.</param>
/// <param name="Changed">Known orders of which the file says more, or something newer.</param>
/// <param name="Duplicates">Orders of which the file says nothing new.</param>
/// <param name="Erased">Orders left out because they, or whoever placed them, were erased.</param>
public readonly record struct ImportCounts(long New, long Changed, long Duplicates, long Erased = 0)
{
    /// <summary>Orders dealt with.</summary>
    public long Orders => New + Changed + Duplicates + Erased;

    public static ImportCounts operator +(ImportCounts left, ImportCounts right) =>
        new(left.New + right.New, left.Changed + right.Changed, left.Duplicates + right.Duplicates, left.Erased + right.Erased);
}
