using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Messages;

namespace Churn.Domain.Buyers;

/// <summary>Takes a buyer apart who turns out to be several people. Each order goes to the person its other identifiers name.</summary>
/// <remarks>
/// The row is marked first; whoever meets it finishes the work before using it. Pages of orders are copied to the person they belong to and then
/// removed, each along with the buyer's own row and its ETag, so every step may be repeated and a crash between two leaves the mark to go on from. The mark
/// goes in a pass that finds nothing to do, and only if nobody has marked the row again since it was read.
/// </remarks>
public sealed class BuyerSplitter(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler, IMessageQueues queues, SearchWaits waits)
{
    private readonly IdentifierLeads _leads = new(buyers, identities, queues, waits);

    /// <summary>Finishes the split that a buyer's row says is under way; not while others are arriving, for their orders are to be looked through as well.</summary>
    public async Task FinishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var passes = 0; passes <= OrderRecorder.MaxConflicts; passes++)
        {
            if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { Splitting: true, Arriving.Count: 0 } buyer)
            {
                return;
            }

            var ledger = await buyers.ReadLedgerAsync(key, cancellationToken).ToListAsync(cancellationToken);
            var (shared, elsewhere) = await AskAsync(buyer, ledger, cancellationToken);
            var people = new IdentityGraph(ledger, buyer.Links, shared).People();
            var own = people.FirstOrDefault(person => person.Buyer == key.Buyer);
            if (people.Any(person => person != own) || Changed(own, ledger).Count > 0)
            {
                _ = await LeaveAsync(buyer, people, own, shared, cancellationToken) && await StripAsync(key, Changed(own, ledger), cancellationToken);
            }
            else
            {
                await _leads.GatherAsync(key, own, elsewhere, cancellationToken);
                if (await SettleAsync(buyer, own, ledger, cancellationToken))
                {
                    return;
                }
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: a split was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    private async Task<bool> SettleAsync(Buyer buyer, LedgerPerson? own, List<LedgerRow> ledger, CancellationToken cancellationToken)
    {
        var facts = BuyerFold.Fold(ledger.Select(row => row.Entry.Effective), settler.ShopOf(buyer.Key.Shop));
        var whole = await settler.MakeAsync(new LocatedBuyer(buyer.Key, buyer), facts, cancellationToken);
        await settler.AnnounceAsync(whole, buyer.Outbox, cancellationToken);
        var settled = whole with { Splitting = false, Links = own?.Links ?? BuyerLinks.None };
        return await buyers.WriteAsync(new BuyerChange { Buyer = settled }, cancellationToken) == WriteResult.Written;
    }

    private async Task<bool> LeaveAsync(
        Buyer buyer, IReadOnlyList<LedgerPerson> people, LedgerPerson? own, ImmutableSortedSet<Identifier> shared, CancellationToken cancellationToken)
    {
        // The greatest first: aliases lead from greater ids to lesser, so that none leads through one whose place was given back before.
        foreach (var person in people.Reverse())
        {
            if (person != own && !await MoveAsync(buyer, person, shared, cancellationToken))
            {
                return false;
            }
        }

        // What was said of those who left goes last, when all of it stands with them.
        var left = own?.Links ?? BuyerLinks.None;
        return buyer.Links.Equals(left) || ((await buyers.GetAsync(buyer.Key, cancellationToken)).Buyer is { Splitting: true } current
            && await buyers.WriteAsync(new BuyerChange { Buyer = current with { Links = left } }, cancellationToken) == WriteResult.Written);
    }

    private static List<LedgerRow> Changed(LedgerPerson? person, List<LedgerRow> ledger)
    {
        var before = ledger.ToDictionary(row => row.Entry.Order.Id, row => row.Entry);
        return person?.Rows.FindAll(row => !ReferenceEquals(row.Entry, before[row.Entry.Order.Id])) ?? [];
    }

    // Which of all identifiers several people share, and which the table says are somebody else's.
    private async Task<(ImmutableSortedSet<Identifier> Shared, Dictionary<Identifier, BuyerId?> Elsewhere)> AskAsync(
        Buyer buyer, List<LedgerRow> ledger, CancellationToken cancellationToken)
    {
        var (shared, elsewhere) = (ImmutableSortedSet<Identifier>.Empty, new Dictionary<Identifier, BuyerId?>());
        var all = ledger.SelectMany(row => row.Entry.Order.Buyer.Identifiers).Concat(buyer.Links.InForce.SelectMany(link => link)).Distinct();
        foreach (var identifier in all.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder))
        {
            var owner = await identities.FindAsync(buyer.Key.Shop, identifier, cancellationToken);
            if (owner is { Shared: true })
            {
                shared = shared.Add(identifier);
            }
            else if (owner?.Buyer != buyer.Key.Buyer)
            {
                elsewhere.Add(identifier, owner?.Buyer);
            }
        }

        return (shared, elsewhere);
    }

    // What stays is rewritten, where it had shared identifiers among those that count.
    private async Task<bool> StripAsync(BuyerKey key, List<LedgerRow> changed, CancellationToken cancellationToken)
    {
        foreach (var page in changed.Chunk(BuyerChange.MaxOrders / 4))
        {
            if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { Splitting: true } buyer)
            {
                return false;
            }

            var change = new BuyerChange { Buyer = buyer with { Unfolded = true }, Orders = [.. page.Select(row => new LedgerWrite(row.Entry, row.ETag))] };
            if (await buyers.WriteAsync(change, cancellationToken) == WriteResult.Conflict)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> MoveAsync(Buyer from, LedgerPerson person, ImmutableSortedSet<Identifier> shared, CancellationToken cancellationToken)
    {
        var home = from.Key with { Buyer = person.Buyer };
        var to = shared.Contains(person.Buyer.ToIdentifier()) || await LeadsBackAsync(home, from.Key, cancellationToken)
            ? home
            : (await buyers.FollowAsync(home, cancellationToken)).Key;
        var rows = person.Rows;

        // Whoever is overtaken by a later mark leaves copies there that nobody else knows of; and an alias may still lead here of which no order told.
        await _leads.LookLaterAsync(to.Shop, [from.Key.Buyer, to.Buyer], cancellationToken);
        do
        {
            var page = await LedgerPage.TakeAsync(rows.ToAsyncEnumerable());
            rows = rows[page.Count..];
            if (!await CopyAsync(from, to, shared, page, rows.Count == 0 ? person.Links : BuyerLinks.None, rows.Count == 0, cancellationToken))
            {
                return false;
            }

            var given = page.SelectMany(row => row.Entry.Order.Buyer.Identifiers).Concat(rows.Count == 0 ? person.Identifiers : []);
            await _leads.GiveAsync(from.Key, to, given.Distinct().Except(shared), cancellationToken);
            await queues.NotifyAccountsAsync(page, to, cancellationToken);
            if (page.Count > 0 && ((await buyers.GetAsync(from.Key, cancellationToken)).Buyer is not { Splitting: true } current
                || await buyers.WriteAsync(new BuyerChange { Buyer = current with { Unfolded = true }, Removals = page, MovedTo = to }, cancellationToken) == WriteResult.Conflict))
            {
                return false;
            }
        }
        while (rows.Count > 0);

        return true;
    }

    // Such an alias is of the merge that is being undone, or of an address for a person; one that leads elsewhere tells where the person is by now.
    private async Task<bool> LeadsBackAsync(BuyerKey home, BuyerKey from, CancellationToken cancellationToken)
    {
        var there = await buyers.FollowAsync(home, cancellationToken);
        return there.Key == from || (there.Key != home && there.Buyer is { IsSharedAddress: true });
    }

    // The last page goes along with the fold of all: once it is gone from here, nobody would come back to fold it there.
    private async Task<bool> CopyAsync(
        Buyer from, BuyerKey to, ImmutableSortedSet<Identifier> shared, List<LedgerRow> page, BuyerLinks links, bool last, CancellationToken cancellationToken)
    {
        var there = await buyers.GetAsync(to, cancellationToken);
        var isAddress = shared.Contains(to.Buyer.ToIdentifier());
        if (there.Alias is not null && !isAddress && !await LeadsBackAsync(to, from.Key, cancellationToken))
        {
            return false; // Merged on since it was chosen.
        }

        var row = there.Buyer ?? await settler.NobodyAsync(to, cancellationToken) with
        {
            ETag = there.Alias?.ETag,
            Offered = from.Offered.ForOther(),
            Erasures = from.Erasures,
            Outbox = Outbox.Empty with { Number = from.Outbox.Number }, // What was told of them before the merge has lesser numbers, whatever the clock says.
        };
        row = row with { IsSharedAddress = row.IsSharedAddress || isAddress };
        var copies = await LedgerPage.JoinAsync(buyers, to, page, cancellationToken);
        var facts = last ? await settler.FoldAsync(to, [.. copies.Select(copy => copy.Entry)], cancellationToken) : null;
        var made = facts is null ? row with { Unfolded = true } : await settler.MakeAsync(new LocatedBuyer(to, row), facts, cancellationToken);
        await settler.AnnounceAsync(made, there.Buyer?.Outbox ?? Outbox.Empty, cancellationToken);
        var change = new BuyerChange { Buyer = made with { Links = made.Links.Join(links) }, Orders = copies };
        return await buyers.WriteAsync(change, cancellationToken) == WriteResult.Written;
    }
}
