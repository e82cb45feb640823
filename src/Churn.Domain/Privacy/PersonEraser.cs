using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases a person: orders, what is known of them, offers, exports and given-up messages. What remains are tombstones and a sum without a name.</summary>
/// <remarks>
/// Every identifier gets its tombstone first; from then on no older order is recorded under it. The buyers who were recorded under them are retired, and
/// what they held is delivered again: what was erased is dropped, the rest makes new buyers. A crash anywhere is followed by the request's next delivery. A
/// worker may have read the person before and write an offer or an export afterwards, so what lies beside the orders is erased a second time, after more
/// than a function may run.
/// </remarks>
public sealed class PersonEraser(
    IBuyerStore buyers, IBuyerIdentities identities, BuyerSettler settler, AccountSettler accounts, PersonBelongings belongings, WaitingEventEraser waiting,
    INoticeQueue notices, OutboxPublisher outbox)
{
    private readonly PersonAccounts _accounts = new(accounts);

    /// <summary>Erases what was placed before an instant.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="request">The person, and the orders that the platform names.</param>
    /// <param name="before">Orders placed then or later stay: the person has come back.</param>
    /// <param name="cancellationToken">Stops between two steps, which loses nothing.</param>
    public async Task<ErasureResult> EraseAsync(ShopId shopId, PrivacyRequest request, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(shopId);
        var person = await identities.FindPersonAsync(shopId, request.Person, before, cancellationToken);
        var (leaving, found) = await LeavingAsync(shopId, person, before, cancellationToken);
        var companies = PersonAccounts.CompaniesOf(leaving);
        companies.UnionWith(request.Companies);
        if (!request.Again)
        {
            // Sent before anything is taken away, while it can still be told what the person was known by.
            var again = request with { Person = person.Known, SentAt = before, Companies = [.. companies], Again = true };
            await notices.SendLaterAsync(new Notice { Shop = shopId, Privacy = again }, ShopEraser.SecondPass, cancellationToken);
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

    // The orders that will go, as far as can be told beforehand, and with how many buyers they are.
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
                .Where(entry => entry.IsKnown && entry.Order.PlacedAt < before && entry.Order.Buyer.Identifiers.Overlaps(person.Known)).ToList();
            leaving.AddRange(orders);
            found += orders.Count > 0 ? 1 : 0;
        }

        return (leaving, found);
    }
}
