using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases a person: ledger, order index, identities, aliases, offers, exports and given-up messages. What remains are tombstones and a sum without a name.</summary>
/// <remarks>
/// Every identifier gets its tombstone first, while it still says whose it is; from then on no older order is recorded under it, and whoever claimed it
/// before is found. Then orders are removed, a page and its share of the shop's sum in one transaction with the buyer's row and its ETag, so that none
/// is counted twice and a worker who was overtaken writes nothing. Only when nothing is left are the identifiers parted from the buyer, and only when
/// everything beside the ledger is gone too, for it is found by them. A crash anywhere leaves enough to find the rest by; doing it all again finds
/// nothing. A worker may have read the person before and write an offer or an export afterwards, and die before it can see that nobody is there
/// any more: so, as with a whole shop, everything is done a second time after more than a function may run.
/// </remarks>
public sealed class PersonEraser(
    IBuyerStore buyers, IIdentityStore identities, BuyerMerger merger, BuyerSplitter splitter, BuyerSettler settler, AccountSettler accounts,
    PersonBelongings belongings, WaitingEventEraser waiting, INoticeQueue notices, OutboxPublisher outbox)
{
    /// <summary>Orders named in a request that are looked for by their id alone, 256 reads each; the rest are known by their buyer or not at all.</summary>
    private const int MaxLookups = 100;

    private readonly PersonAccounts _accounts = new(accounts, notices);
    private readonly PersonParter _parter = new(buyers, identities, settler);

    /// <summary>Erases what was placed before an instant.</summary>
    /// <param name="shopId">Whose customer it is.</param>
    /// <param name="request">Whom and which orders.</param>
    /// <param name="before">Orders placed then or later stay: the person has come back.</param>
    /// <param name="cancellationToken">Stops between two steps, which loses nothing.</param>
    public async Task<ErasureResult> EraseAsync(ShopId shopId, PrivacyRequest request, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(shopId);
        var person = request.Person;
        var erased = new List<Order>();
        var found = new SortedSet<BuyerId>();
        var (removedOffers, removedMessages, told) = (0, 0, 0);
        foreach (var identifier in request.Person)
        {
            var owner = await identities.FindAsync(shopId, identifier, cancellationToken);
            if (owner is { Shared: true } && request.Person.Count > 1)
            {
                continue; // Other people's too; the person is found by what is theirs alone.
            }

            var tombstone = await identities.EraseAsync(shopId, identifier, before, cancellationToken);
            foreach (var start in new[] { tombstone.Buyer, BuyerId.Of(identifier) }.Distinct())
            {
                // The second time nobody can be on the way any more to where nobody was: no row has to be left there to meet them.
                if (!request.Again || (await buyers.FollowAsync(new BuyerKey(shopId, start), cancellationToken)).Buyer is not null)
                {
                    found.Add((await EraseBuyerAsync(new BuyerKey(shopId, start), shop, request, [identifier], before, erased, EraseBesideAsync, cancellationToken)).Buyer);
                }
            }
        }

        await EraseNamedAsync(shop, request.OrderIds, erased, cancellationToken);
        await EraseBesideAsync(found, person);
        await _accounts.LeaveAgainAsync(shopId, request, found.Concat(person.Select(BuyerId.Of)), cancellationToken);
        var events = await waiting.ErasePersonAsync(shopId, [.. person.Select(BuyerId.Of), .. found], request.CustomerId, before, cancellationToken);
        foreach (var buyer in found)
        {
            await outbox.PublishAsync(new BuyerKey(shopId, buyer), cancellationToken);
        }

        return new ErasureResult(erased.Count == 0 ? 0 : found.Count, erased.Count, removedOffers, removedMessages, events);

        async Task EraseBesideAsync(IReadOnlyCollection<BuyerId> buyer, ImmutableSortedSet<Identifier> known)
        {
            person = person.Union(known);
            if (!request.Again && told < person.Count)
            {
                told = person.Count;
                await notices.SendLaterAsync(SecondPass(shopId, request, person, before), ShopEraser.SecondPass, cancellationToken);
            }

            var (offers, messages) = await belongings.EraseAsync(shop, request, person, buyer, before, cancellationToken);
            (removedOffers, removedMessages) = (removedOffers + offers, removedMessages + messages);
        }
    }

    private static Notice SecondPass(ShopId shop, PrivacyRequest request, ImmutableSortedSet<Identifier> person, DateTimeOffset before) =>
        new() { Shop = shop, Privacy = request with { Person = person, SentAt = before, Again = true } };

    private async Task<BuyerKey> EraseBuyerAsync(
        BuyerKey start, Shop shop, PrivacyRequest request, ImmutableSortedSet<Identifier> seeds, DateTimeOffset before, List<Order> erased,
        Func<IReadOnlyCollection<BuyerId>, ImmutableSortedSet<Identifier>, Task> eraseBesideAsync, CancellationToken cancellationToken)
    {
        var met = ImmutableSortedSet<Identifier>.Empty; // Not lost by being overtaken.
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            // Whoever is on their way here is the same person, though they may have no order to say so.
            var found = await buyers.FollowAsync(start, cancellationToken);
            met = met.Union(found.Buyer?.Arriving.Select(id => new BuyerId(id).ToIdentifier()) ?? []);
            await splitter.FinishAsync(found.Key, cancellationToken);
            var located = await merger.FinishAsync(start, cancellationToken);
            if (located.Buyer is { Splitting: true })
            {
                continue; // What was arriving has let nobody take them apart yet.
            }

            var ledger = await buyers.ReadLedgerAsync(located.Key, cancellationToken).ToListAsync(cancellationToken);
            var rows = ledger.Where(row => row.Entry.Order.PlacedAt < before).ToList();
            var known = await TheirsAsync(located, rows, seeds, met, cancellationToken);
            met = met.Union(known);
            var tombstones = Tombstones.None.AddRange(known.Select(identifier => KeyValuePair.Create(identifier, before)));
            foreach (var identifier in known.Except(seeds))
            {
                await identities.EraseAsync(shop.Id, identifier, before, cancellationToken);
            }

            await _accounts.LeaveAsync(located.Key, rows, ledger.Except(rows), known, SecondPass(shop.Id, request, known, before), cancellationToken);
            if (!await RemoveAsync(located, rows, tombstones, shop, erased, cancellationToken))
            {
                continue;
            }

            await eraseBesideAsync([located.Key.Buyer], known);
            if (await _parter.PartAsync(located.Key, known, before, cancellationToken))
            {
                return located.Key;
            }

            start = located.Key; // Where somebody has ordered meanwhile; what led there may have been parted.
        }

        throw new InvalidOperationException($"Shop {shop.Id}: an erasure was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    // Identifiers of orders that stay are the person's as well, and keep their place; what several people share is nobody's to erase.
    private async Task<ImmutableSortedSet<Identifier>> TheirsAsync(
        LocatedBuyer located, List<LedgerRow> rows, ImmutableSortedSet<Identifier> seeds, ImmutableSortedSet<Identifier> met, CancellationToken cancellationToken)
    {
        var all = seeds.Union(met).Union(located.Buyer?.Erasures.Keys ?? []).Union(rows.SelectMany(row => row.Entry.Order.Buyer.Identifiers));
        var linked = located.Buyer?.Links.InForce.SelectMany(link => link) ?? [];
        var theirs = rows.Count > 0 ? all.Add(located.Key.Buyer.ToIdentifier()).Union(linked) : all;
        foreach (var identifier in theirs.Except(seeds))
        {
            if (await identities.FindAsync(located.Key.Shop, identifier, cancellationToken) is { Shared: true })
            {
                theirs = theirs.Remove(identifier);
            }
        }

        return theirs;
    }

    private async Task<bool> RemoveAsync(
        LocatedBuyer located, List<LedgerRow> rows, ImmutableSortedDictionary<Identifier, DateTimeOffset> tombstones, Shop shop, List<Order> erased,
        CancellationToken cancellationToken)
    {
        // Written even when there is nothing to remove: an order that was located before the tombstones stood must find the row changed.
        var row = located.Buyer ?? await settler.NobodyAsync(located.Key, cancellationToken);
        var before = tombstones.Values.Max();
        var marked = row with
        {
            Erasures = row.Erasures.Join(tombstones),
            Feedback = row.Feedback.Since(before),
            Offered = row.Offered.After(shop.DayOf(before)),
            Unfolded = true,
        };
        if (rows.Count == 0 && tombstones.IsKnownTo(row.Erasures) && !row.Unfolded && marked.Offered.Equals(row.Offered))
        {
            return true;
        }

        List<LedgerRow[]> pages = rows.Count == 0 ? [[]] : [.. rows.Chunk(BuyerChange.MaxOrders - 1)];
        foreach (var page in pages)
        {
            foreach (var order in page.Select(r => r.Entry.Order))
            {
                await identities.EraseAsync(shop.Id, Tombstones.OfOrder(shop, order.Id).First(), before, cancellationToken);
            }

            var change = new BuyerChange
            {
                Buyer = marked,
                Removals = page,
                Erased = page.Length == 0 ? null : ErasedTotals.Of(page.Select(r => r.Entry.Effective), shop),
            };
            if (await buyers.WriteAsync(change, cancellationToken) == WriteResult.Conflict)
            {
                return false;
            }

            erased.AddRange(page.Select(r => r.Entry.Order));
            if ((await buyers.GetAsync(located.Key, cancellationToken)).Buyer is not { } next)
            {
                return false;
            }

            marked = next with { Unfolded = true };
        }

        return await settler.SettleAsync(located.Key, (row, now) => BuyerEvents.Redacted(shop, row, now), cancellationToken);
    }

    // The platform counts these orders the person's although nothing else connects them: the orders go, their buyer is otherwise left alone.
    private async Task EraseNamedAsync(Shop shop, ImmutableArray<string> orderIds, List<Order> erased, CancellationToken cancellationToken)
    {
        var missing = orderIds.Except(erased.Select(order => order.Id)).Take(MaxLookups).ToList();
        foreach (var orderId in missing)
        {
            var tombstone = Tombstones.OfOrder(shop, orderId).First();
            if (await identities.FindAsync(shop.Id, tombstone, cancellationToken) is { ErasedBefore: not null })
            {
                continue;
            }

            await identities.EraseAsync(shop.Id, tombstone, DateTimeOffset.MaxValue.AddYears(-1), cancellationToken);
            foreach (var holder in await buyers.FindOrderAsync(shop.Id, orderId, cancellationToken))
            {
                await EraseOrderAsync(holder, orderId, shop, erased, cancellationToken);
            }
        }
    }

    private async Task EraseOrderAsync(BuyerKey holder, string orderId, Shop shop, List<Order> erased, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var located = await merger.FinishAsync(holder, cancellationToken);
            if (located.Buyer is not { } buyer || await buyers.GetOrderAsync(located.Key, orderId, cancellationToken) is not { } row)
            {
                return;
            }

            var change = new BuyerChange { Buyer = buyer with { Unfolded = true }, Removals = [row], Erased = ErasedTotals.Of([row.Entry.Effective], shop) };
            if (await buyers.WriteAsync(change, cancellationToken) == WriteResult.Written)
            {
                erased.Add(row.Entry.Order);
                await settler.SettleAsync(located.Key, (settled, _) => settled, cancellationToken);
                return;
            }
        }
    }
}
