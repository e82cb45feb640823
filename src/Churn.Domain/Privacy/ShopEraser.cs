using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases a shop. What remains are the sums that name no buyer, and one tombstone for the whole shop.</summary>
/// <remarks>
/// The tombstone comes first; from then on nothing older is recorded. The buckets are divided into ranges, each sent as a shop request that can
/// be handled any number of times. A worker may have read that nothing was erased, and may write afterwards. So every range is erased a
/// second time, after longer than a function may run.
/// </remarks>
public sealed class ShopEraser(
    IShopRecords records,
    IShopContents contents,
    IBuyerStore buyers,
    IOfferStore offers,
    IExportStore exports,
    IEndpointStore endpoints,
    PoisonedOrders givenUp,
    WaitingEventEraser waiting,
    IShopRequestQueue shopRequests,
    BuyerRowBuilder rowBuilder,
    TimeProvider time)
{
    private const int Ranges = 16;

    /// <summary>Begins an erasure, unless the shop is known to have been in use since it left.</summary>
    public async Task<ShopRequestResult> BeginAsync(ShopRequest shopRequest, PrivacyRequest request, CancellationToken cancellationToken)
    {
        var (shop, sent) = (shopRequest.Shop, request.SentAt ?? time.GetUtcNow());
        var record = await records.GetAsync(shop, cancellationToken);
        var left = record.UninstalledAt is { } at && at <= sent ? at : sent;
        if (record.ImportedAt > left || await HasOrderSinceAsync(shop, left, cancellationToken))
        {
            return new ShopRequestResult(ShopRequestOutcome.LeftAlone)
            {
                Reason = "The shop was in use again after it had left, so nothing was erased.",
            };
        }

        await records.NoteAsync(shop, new ShopRecord { ErasedBefore = sent }, cancellationToken);
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            var erasure = new ShopErasure { From = from, To = to };
            await shopRequests.SendAsync(new ShopRequest { Shop = shop, Receipt = shopRequest.Receipt, Erasure = erasure }, cancellationToken);
        }

        return new ShopRequestResult(ShopRequestOutcome.Begun);
    }

    /// <summary>Erases a range. The first pass sends the range again for the second pass.</summary>
    public async Task<ShopRequestResult> EraseAsync(ShopRequest shopRequest, ShopErasure range, CancellationToken cancellationToken)
    {
        var shop = rowBuilder.ShopOf(shopRequest.Shop);
        var record = await records.GetAsync(shop.Id, cancellationToken);
        if (record.ImportedAt >= record.ErasedBefore)
        {
            return new ShopRequestResult(ShopRequestOutcome.LeftAlone)
            {
                Reason = "Orders were imported since the erasure was asked for, so what is left of the shop stays.",
            };
        }

        var erased = new ErasureResult();
        if (range.From == 0)
        {
            var before = record.ErasedBefore ?? time.GetUtcNow();
            var events = await waiting.EraseShopAsync(
                shop.Id, before, () => HasOrderSinceAsync(shop.Id, before, cancellationToken), cancellationToken);
            var removed = await EraseListsAsync(shop, cancellationToken);
            erased = new ErasureResult(0, 0, removed, await givenUp.EraseAllAsync(shop.Id, cancellationToken), events);
        }

        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            if (await HasOrderSinceAsync(shop.Id, bucket, record.ErasedBefore ?? DateTimeOffset.MaxValue, cancellationToken))
            {
                continue; // A newer installation of the shop has begun to fill the bucket.
            }

            var orders = await contents.EraseBucketAsync(shop, Buckets.Name(bucket), cancellationToken);
            erased = erased with { Orders = erased.Orders + orders };
        }

        if (!range.Again)
        {
            await shopRequests.SendLaterAsync(shopRequest with { Erasure = range with { Again = true } }, WorkerLifetime.Ended, cancellationToken);
        }

        return new ShopRequestResult(ShopRequestOutcome.Done) { Erased = erased };
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

    // What was placed or changed after the shop had left can only have come from a newer installation.
    private ValueTask<bool> HasOrderSinceAsync(ShopId shop, int bucket, DateTimeOffset left, CancellationToken cancellationToken) =>
        buyers.ScanLedgersAsync(shop, Buckets.Name(bucket), cancellationToken).AnyAsync(
            found => found.Entry.IsKnown && (found.Entry.Order.PlacedAt > left || found.Entry.Order.Version > left.UtcTicks),
            cancellationToken);

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

/// <summary>The contents of a shop's buckets, for the erasure of the shop.</summary>
public interface IShopContents
{
    /// <summary>
    /// Erases all rows of a bucket: buyers, ledgers and all that stands beside them, identities, accounts. One transaction removes orders
    /// and adds them to the bucket's sum of erased orders, which stays. So no order is counted twice, however often this is stopped and
    /// started again.
    /// </summary>
    /// <returns>The number of orders erased.</returns>
    Task<int> EraseBucketAsync(Shop shop, string bucket, CancellationToken cancellationToken);
}
