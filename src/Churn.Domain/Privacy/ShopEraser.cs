using Churn.Domain.Buyers;
using Churn.Domain.Endpoints;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases a shop: everything but the sums without a name, and one tombstone for the whole.</summary>
/// <remarks>
/// The tombstone comes first; from then on nothing older is recorded. Ranges of buckets are dealt out as notices, each safe to be worked off any number
/// of times. A worker may have read that nothing was erased and write afterwards: so every range is erased again after more than a function may run.
/// </remarks>
public sealed class ShopEraser(
    IShopRecords records, IShopContents contents, IBuyerStore buyers, IOfferStore offers, IExportStore exports, IEndpointStore endpoints, GivenUpOrders givenUp,
    WaitingEventEraser waiting, INoticeQueue notices, BuyerSettler settler, TimeProvider time)
{
    /// <summary>Longer than a function runs (ten minutes) and the gate remembers (one).</summary>
    public static readonly TimeSpan SecondPass = TimeSpan.FromMinutes(15);

    private const int Ranges = 16;

    /// <summary>Begins an erasure, unless the shop is known to be in use since.</summary>
    public async Task<NoticeResult> BeginAsync(Notice notice, PrivacyRequest request, CancellationToken cancellationToken)
    {
        var (shop, sent) = (notice.Shop, request.SentAt ?? time.GetUtcNow());
        var record = await records.GetAsync(shop, cancellationToken);
        var left = record.UninstalledAt is { } at && at <= sent ? at : sent;
        if (record.ImportedAt > left || await HasOrderSinceAsync(shop, left, cancellationToken))
        {
            return new NoticeResult(NoticeOutcome.LeftAlone) { Reason = "The shop was in use again after it had left; nothing was erased." };
        }

        await records.NoteAsync(shop, new ShopRecord { ErasedBefore = sent }, cancellationToken);
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            await notices.SendAsync(new Notice { Shop = shop, Receipt = notice.Receipt, Erasure = new ShopErasure { From = from, To = to } }, cancellationToken);
        }

        return new NoticeResult(NoticeOutcome.Begun);
    }

    /// <summary>Erases a range; the first time, it is sent again for the second.</summary>
    public async Task<NoticeResult> EraseAsync(Notice notice, ShopErasure range, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(notice.Shop);
        var record = await records.GetAsync(shop.Id, cancellationToken);
        if (record.ImportedAt >= record.ErasedBefore)
        {
            return new NoticeResult(NoticeOutcome.LeftAlone) { Reason = "Orders were imported since; what is left of the shop stays." };
        }

        var erased = new ErasureResult();
        if (range.From == 0)
        {
            var before = record.ErasedBefore ?? time.GetUtcNow();
            var events = await waiting.EraseShopAsync(shop.Id, before, () => HasOrderSinceAsync(shop.Id, before, cancellationToken), cancellationToken);
            erased = new ErasureResult(0, 0, await EraseListsAsync(shop, cancellationToken), await givenUp.EraseAllAsync(shop.Id, cancellationToken), events);
        }

        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            if (await HasOrderSinceAsync(shop.Id, bucket, record.ErasedBefore ?? DateTimeOffset.MaxValue, cancellationToken))
            {
                continue; // A newer installation has begun to fill it.
            }

            erased = erased with { Orders = erased.Orders + await contents.EraseBucketAsync(shop, Buckets.Name(bucket), cancellationToken) };
        }

        if (!range.Again)
        {
            await notices.SendLaterAsync(notice with { Erasure = range with { Again = true } }, SecondPass, cancellationToken);
        }

        return new NoticeResult(NoticeOutcome.Done) { Erased = erased };
    }

    private async Task<bool> HasOrderSinceAsync(ShopId shop, DateTimeOffset left, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            if (await HasOrderSinceAsync(shop, bucket, left, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    // What the platform said after the shop had left can only have come from a newer installation.
    private ValueTask<bool> HasOrderSinceAsync(ShopId shop, int bucket, DateTimeOffset left, CancellationToken cancellationToken) =>
        buyers.ScanLedgersAsync(shop, Buckets.Name(bucket), cancellationToken).AnyAsync(
            found => found.Entry.IsKnown && (found.Entry.Order.PlacedAt > left || found.Entry.Order.Version > left.UtcTicks), cancellationToken);

    private async Task<int> EraseListsAsync(Shop shop, CancellationToken cancellationToken)
    {
        var all = await offers.ListAsync(shop.Id, cancellationToken).ToListAsync(cancellationToken);
        foreach (var offer in all)
        {
            await offers.RemoveAsync(offer, cancellationToken);
        }

        foreach (var header in await exports.ListAsync(shop.Id, cancellationToken).ToListAsync(cancellationToken))
        {
            await exports.RemoveAsync(shop.Id, header.Id, cancellationToken);
        }

        foreach (var endpoint in shop.Endpoints)
        {
            foreach (var delivery in await endpoints.ListAsync(shop.Id, endpoint.Id, cancellationToken).ToListAsync(cancellationToken))
            {
                await endpoints.RemoveAsync(delivery, cancellationToken);
            }
        }

        return all.Count;
    }
}
