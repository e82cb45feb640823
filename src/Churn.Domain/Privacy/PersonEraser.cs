using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// Erases a person: orders, identifiers, offers, exports and given-up messages. What remains are tombstones, and a sum that names no buyer.
/// </summary>
/// <remarks>
/// Every identifier first gets its tombstone; from then on no older order is recorded under it. Then the buyers recorded under these
/// identifiers are retired, and what they held is delivered again: the erased orders are dropped, and the rest makes new buyers. After a
/// crash the request is delivered again and all of this is repeated. A worker may have read the person before the erasure, and may write an
/// offer or an export afterwards. So what lies beside the orders is erased a second time, after longer than a function may run.
/// </remarks>
public sealed class PersonEraser(
    IBuyerStore buyers,
    IBuyerIdentities identities,
    BuyerRowBuilder rowBuilder,
    AccountProjector accounts,
    PersonDataEraser belongings,
    WaitingEventEraser waiting,
    IShopRequestQueue shopRequests,
    OutboxPublisher outbox)
{
    private readonly PersonAccounts _accounts = new(accounts);

    /// <summary>Erases what was placed before an instant.</summary>
    /// <param name="request">Names the person, and orders that the platform wants erased.</param>
    /// <param name="before">Orders placed at this instant or later stay: the person has come back.</param>
    /// <param name="cancellationToken">Stops between two steps, which loses nothing.</param>
    public async Task<ErasureResult> EraseAsync(
        ShopId shopId, PrivacyRequest request, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var shop = rowBuilder.ShopOf(shopId);
        var person = await identities.FindPersonAsync(shopId, request.Person, before, cancellationToken);
        var (leaving, found) = await LeavingAsync(shopId, person, before, cancellationToken);
        var companies = PersonAccounts.CompaniesOf(leaving);
        companies.UnionWith(request.Companies);
        if (!request.Again)
        {
            // Sent before anything is erased, while all identifiers of the person are still known.
            var again = request with { Person = person.Known, SentAt = before, Companies = [.. companies], Again = true };
            await shopRequests.SendLaterAsync(new ShopRequest { Shop = shopId, Privacy = again }, WorkerLifetime.Ended, cancellationToken);
        }

        await identities.ErasePersonAsync(shopId, person.Named, before, cancellationToken);
        var orders = leaving.Select(entry => entry.Order.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var orderId in request.OrderIds)
        {
            orders.UnionWith(await identities.EraseOrderAsync(shopId, orderId, cancellationToken) is { } order ? [order.Id] : []);
        }

        var gone = person.Buyers.Union(person.Known.Select(identifier => BuyerId.Of(identifier)));
        var (offers, messages) = await belongings.EraseAsync(shop, request, person.Known, gone, before, cancellationToken);
        await _accounts.LeaveAsync(shopId, companies, gone, cancellationToken);
        var events = await waiting.ErasePersonAsync(shopId, gone, request.CustomerId, before, cancellationToken);
        foreach (var buyer in gone)
        {
            await outbox.PublishAsync(new BuyerKey(shopId, buyer), cancellationToken);
        }

        return new ErasureResult(found, orders.Count, offers, messages, events);
    }

    // Finds the orders that will be erased, as far as that is known beforehand, and the number of buyers who hold them.
    private async Task<(IReadOnlyList<LedgerEntry> Orders, int Buyers)> LeavingAsync(
        ShopId shop, ErasedPerson person, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<BuyerId, Buyer>();
        foreach (var id in person.Buyers)
        {
            if (await identities.FindAsync(new BuyerKey(shop, id), cancellationToken) is { } row)
            {
                rows[row.Key.Buyer] = row;
            }
        }

        var (leaving, found) = (new List<LedgerEntry>(), 0);
        foreach (var row in rows.Values)
        {
            var orders = (await buyers.GatherAsync(row.Partitions, cancellationToken)).Values
                .Where(entry => entry.IsKnown && entry.Order.PlacedAt < before && entry.Order.Buyer.Identifiers.Overlaps(person.Known))
                .ToList();
            leaving.AddRange(orders);
            found += orders.Count > 0 ? 1 : 0;
        }

        return (leaving, found);
    }
}
