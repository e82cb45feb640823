using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Puts what is said of an order into the ledger of the buyer whom its newest version names, and takes orders away from where they were.</summary>
/// <remarks>
/// A buyer's row is read before the order's claim. Whoever takes the order from a buyer turns its claim first and then writes that buyer's row, even where
/// nothing lay: a worker that knew only the old claim fails by the row's ETag and begins again. Docs/identity.md has the whole protocol.
/// </remarks>
internal sealed class OrderPlacer(
    IBuyerStore buyers, IIdentityStore identities, IdentityResolver resolver, BuyerSettler settler, IMessageQueues queues, ConflictBackoff backoff)
{
    /// <summary>A version this much later than the order itself is a change: its claim is there more often than not, so it is read and not inserted.</summary>
    private const long LateTicks = TimeSpan.TicksPerMinute;

    /// <summary>Joins what is said of an order with what is held of it, with the people whom the newest version names.</summary>
    /// <param name="told">What is said. It may be nothing: then the order is put where it belongs.</param>
    /// <param name="foundAt">The retired buyer with whom the order was found; null: it was not.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
    public async Task<RecordedOrder> DeliverAsync(LedgerEntry told, BuyerId? foundAt, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(told, foundAt);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(told.Order.Id, tries, cancellationToken);
            if (await TryDeliverAsync(delivery, tries, cancellationToken) is { } recorded)
            {
                return recorded;
            }
        }

        throw new InvalidOperationException(
            $"Order {told.Order.Id} of shop {told.Order.Shop}: its buyer was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    /// <summary>Erases an order for good, whoever holds it: its claim becomes a tombstone, then its entries are removed.</summary>
    /// <returns>The order as it counted; null: nothing was held.</returns>
    public async Task<Order?> EraseAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var name = IdentityName.OfOrder(orderId);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(orderId, tries, cancellationToken);
            var claim = await identities.InsertAsync(Tombstone(shop, name), cancellationToken) ?? await identities.FindAsync(shop, name, cancellationToken);
            if (claim is not null && (claim.ErasedBefore is not null || await BuryAsync(claim, cancellationToken)))
            {
                return await EraseAsync(shop, orderId, null, cancellationToken);
            }
        }

        throw new InvalidOperationException($"Order {orderId} of shop {shop}: its erasure was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    private async Task<RecordedOrder?> TryDeliverAsync(Delivery delivery, int tries, CancellationToken cancellationToken)
    {
        var said = delivery.Said;
        var (shop, id) = (said.Order.Shop, said.Order.Id);
        if (!said.IsNamed)
        {
            return await PlaceNamelessAsync(delivery, tries, cancellationToken);
        }

        if (await resolver.ResolveAsync(shop, said.Order.Buyer.Identifiers, said.Order.PlacedAt, cancellationToken) is not { } found)
        {
            await DropAsync(shop, id, cancellationToken);
            var isTold = ReferenceEquals(said, delivery.Told);
            delivery.Said = delivery.Told; // What is held was erased, or has gone on to others: look again.
            return isTold ? new RecordedOrder(RecordOutcome.Erased, new BuyerKey(shop, BuyerId.Of(said.Order.Buyer.Identifiers[0])), tries) : null;
        }

        found = found with { IsRepeated = !ReferenceEquals(said, delivery.Told) };

        // An entry that is found here after the row was read is joined without a look at the claim: whoever takes it away changes the row. But a worker that
        // may have a move to finish looks at the claim, and so does everyone where the entry was written during a move.
        var isLater = BuyerFold.IsLater(found.Row?.Facts ?? BuyerFacts.None, said.Order);
        var looked = found.Row is not null && delivery.MayBeShort && (tries > 0 || !isLater);
        if (looked && await buyers.GetOrderAsync(found.Key, id, cancellationToken) is { Moved: false } own)
        {
            return await JoinAsync(found.Key, found.Row, own.Merge(said), own, found, tries, cancellationToken);
        }

        var isLate = looked || said.Order.Version - said.Order.PlacedAt.UtcTicks > LateTicks;
        if (await ClaimAsync(said, found.Key.Buyer, isLate, cancellationToken) is not (var claim, var isNew))
        {
            return null;
        }

        var me = new Lead(found.Key, found.Row, []);
        return isNew
            ? await WriteAsync(me, said, null, found, claim, null, isLater, tries, cancellationToken)
            : await PlaceAsync(delivery, claim, me, found, false, tries, cancellationToken);
    }

    // What names no one (a refund, a deletion, a till's order) is joined where the order is, or kept with a buyer of the order's own.
    private async Task<RecordedOrder?> PlaceNamelessAsync(Delivery delivery, int tries, CancellationToken cancellationToken)
    {
        var said = delivery.Said;
        var own = new BuyerKey(said.Order.Shop, BuyerId.Of(IdentityHasher.OfOrder(said.Order.Id)));
        var isFirst = said.IsKnown && said.Order.Version - said.Order.PlacedAt.UtcTicks <= LateTicks && tries == 0;
        var readFirst = delivery.OwnRowFirst ? await resolver.FollowAsync(own, cancellationToken) : null;
        var claim = isFirst ? null : await identities.FindAsync(own.Shop, IdentityName.OfOrder(said.Order.Id), cancellationToken);
        if (claim is not null && readFirst is not null)
        {
            return await PlaceAsync(delivery, claim, readFirst, null, false, tries, cancellationToken);
        }

        if (claim is not null)
        {
            var isOwn = claim.Buyer == own.Buyer;
            var holder = isOwn ? await resolver.FollowAsync(own, cancellationToken) : new Lead(own, null, []);
            return await PlaceAsync(delivery, claim, holder, null, isOwn, tries, cancellationToken);
        }

        var me = readFirst ?? await resolver.FollowAsync(own, cancellationToken);
        return await ClaimAsync(said, own.Buyer, me.Row is not null, cancellationToken) is not (var made, var isNew) ? null
            : isNew ? await WriteAsync(me, said, null, null, made, null, true, tries, cancellationToken)
            : await PlaceAsync(delivery, made, me, null, false, tries, cancellationToken);
    }

    private async Task<RecordedOrder?> PlaceAsync(
        Delivery delivery, IdentityRow claim, Lead me, Resolution? found, bool isReadAfter, int tries, CancellationToken cancellationToken)
    {
        var said = delivery.Said;
        var id = said.Order.Id;
        if (claim.ErasedBefore is not null)
        {
            await EraseAsync(said.Order.Shop, id, delivery.FoundAt, cancellationToken); // Finishes what a worker may have died at.
            return new RecordedOrder(RecordOutcome.Erased, me.Key, tries);
        }

        var holder = claim.Buyer == me.Key.Buyer ? me : await resolver.FollowAsync(me.Key with { Buyer = claim.Buyer!.Value }, cancellationToken);
        if (delivery.FoundAt is { } place && place != holder.Key.Buyer && !claim.CameFrom.Contains(place))
        {
            await identities.ReplaceAsync(claim with { CameFrom = claim.CameFrom.Add(place) }, cancellationToken);
            return null;
        }

        var isMine = holder.Key == me.Key;
        var held = await HeldAsync(holder, id, cancellationToken);
        if ((!isMine || isReadAfter) && held is null && (await identities.FindAsync(claim.Shop, claim.Name, cancellationToken))?.ETag != claim.ETag)
        {
            return null; // The holder's row was read after the claim, so the order may have moved on in between.
        }

        var left = await LeftBehindAsync(claim, id, cancellationToken);
        var joined = LedgerEntry.Join(LedgerEntry.Join(held, left), said)!;
        var (here, mine, newest) = (OwnerRank.Of(held), OwnerRank.Of(said), OwnerRank.Of(joined));
        if (!isMine && !holder.IsRetired && claim.CameFrom.IsEmpty && newest == here && (here > mine || claim.Version > mine.Version))
        {
            return await JoinElsewhereAsync(delivery, holder, joined, held, found, tries, cancellationToken);
        }

        var stays = found is not null && isMine && claim.CameFrom.IsEmpty && newest == here; // An older version of the same people.
        if (newest > mine && !stays)
        {
            // A newer version is held, and the order is moving or a retired buyer holds it: it is for those people.
            if (await KnowAsync(delivery, found, cancellationToken))
            {
                delivery.Said = joined;
            }

            return null;
        }

        if (!isMine)
        {
            if (claim.Version > mine.Version && !holder.IsRetired)
            {
                // Claimed by a newer version that is not written yet, or held without a name: joined where the order is.
                return await JoinElsewhereAsync(delivery, holder, joined, held, found, tries, cancellationToken);
            }

            if (found is null && !delivery.OwnRowFirst)
            {
                delivery.OwnRowFirst = true; // The row of the order's own buyer has to be read before the claim that is turned to it.
                return null;
            }

            var turned = claim with { Buyer = me.Key.Buyer, Version = mine.Version, CameFrom = claim.CameFrom.Add(claim.Buyer!.Value).Remove(me.Key.Buyer) };
            if (await identities.ReplaceAsync(turned, cancellationToken) is not { } mineNow)
            {
                return null;
            }

            claim = mineNow;
            delivery.HasTurned = true;
        }

        joined = joined with { Moved = joined.Moved || claim.CameFrom.Count > 0 };

        // After a claim was turned over the row is written whatever it says: whoever would take the order away from here sees that it changed.
        var before = isMine ? held : LedgerEntry.Join(held, left);
        return await WriteAsync(me, joined, before, found, claim, isMine ? null : holder, false, tries, cancellationToken);
    }

    // Writes the entry with the buyer whose order it is, then takes it away from where it was.
    private async Task<RecordedOrder?> WriteAsync(
        Lead me, LedgerEntry entry, LedgerEntry? before, Resolution? found, IdentityRow claim, Lead? from, bool isLater, int tries,
        CancellationToken cancellationToken)
    {
        var recorded = await WriteRowAsync(me.Key, me.Row, entry, before, found, isLater, claim.CameFrom.Count > 0, tries, cancellationToken);
        return recorded is null || (claim.CameFrom.Count > 0 && !await LeaveAsync(me.Key, entry, claim, from, cancellationToken)) ? null : recorded;
    }

    private Task<RecordedOrder?> JoinAsync(
        BuyerKey key, Buyer? row, LedgerEntry entry, LedgerEntry? before, Resolution? found, int tries, CancellationToken cancellationToken) =>
        WriteRowAsync(key, row, entry, before, found, false, false, tries, cancellationToken);

    // An older version, or one that names no one, is joined where the order is; what it says of its own people is written down all the same.
    private async Task<RecordedOrder?> JoinElsewhereAsync(
        Delivery delivery, Lead holder, LedgerEntry entry, LedgerEntry? before, Resolution? found, int tries, CancellationToken cancellationToken) =>
        await JoinAsync(holder.Key, holder.Row, entry with { Moved = true }, before, null, tries, cancellationToken) is { } recorded
        && await KnowAsync(delivery, found, cancellationToken)
            ? recorded
            : null;

    private async Task<bool> KnowAsync(Delivery delivery, Resolution? found, CancellationToken cancellationToken) =>
        found is null || !ReferenceEquals(delivery.Said, delivery.Told)
        || await resolver.KnowAsync(found.Key.Shop, found.Said, cancellationToken);

    private async Task<RecordedOrder?> WriteRowAsync(
        BuyerKey key, Buyer? row, LedgerEntry entry, LedgerEntry? before, Resolution? found, bool isLater, bool always, int tries,
        CancellationToken cancellationToken)
    {
        var there = row ?? await settler.EmptyAsync(key, cancellationToken);
        var evidence = found?.AddTo(there.Evidence) ?? there.Evidence;
        var isSame = before is not null && OrderJson.Write(entry) == OrderJson.Write(before);
        if (isSame && !always && evidence.Equals(there.Evidence))
        {
            return Recorded(RecordOutcome.Duplicate, there, tries, entry, before);
        }

        var shop = settler.ShopOf(key.Shop);
        var facts = isLater && before is null ? BuyerFold.Add(there.Facts, entry, shop)
            : await settler.FoldAsync(there, entry, cancellationToken);
        var made = await settler.MakeAsync(there with { Evidence = evidence, ErasedBefore = IdentityResolver.Later(there.ErasedBefore, found?.ErasedBefore) }, row, facts, cancellationToken);
        var offered = entry.IsKnown ? await settler.OfferAsync(made, cancellationToken) : made;
        var (result, etag) = await buyers.CommitAsync(new BuyerChange { Buyer = offered, Orders = [entry] }, cancellationToken);
        return result != WriteResult.Written ? null
            : Recorded(before is not { IsKnown: true } ? RecordOutcome.New : isSame ? RecordOutcome.Duplicate : RecordOutcome.Changed, offered with { ETag = etag }, tries, entry, before);
    }

    private static RecordedOrder Recorded(RecordOutcome outcome, Buyer row, int tries, LedgerEntry now, LedgerEntry? before) => new(outcome, row.Key, tries)
    {
        Row = row,
        Companies = BuyerFacts.NoCompanies.Union(new[] { now.Order.Buyer.CompanyId, before?.Order.Buyer.CompanyId }.OfType<string>()),
    };

    /// <summary>The order's claim: inserted for a buyer, or the one that is there. Null: look again.</summary>
    private async Task<(IdentityRow Claim, bool IsNew)?> ClaimAsync(LedgerEntry said, BuyerId buyer, bool readFirst, CancellationToken cancellationToken)
    {
        var (shop, name) = (said.Order.Shop, IdentityName.OfOrder(said.Order.Id));
        if (readFirst && await identities.FindAsync(shop, name, cancellationToken) is { } known)
        {
            return (known, false);
        }

        var claim = new IdentityRow { Shop = shop, Name = name, Buyer = buyer, Version = said.BuyerVersion };
        return await identities.InsertAsync(claim, cancellationToken) is { } made ? (made, true)
            : await identities.FindAsync(shop, name, cancellationToken) is { } taken ? (taken, false)
            : null;
    }

    private async Task<LedgerEntry?> HeldAsync(Lead holder, string orderId, CancellationToken cancellationToken)
    {
        LedgerEntry? held = null;
        foreach (var partition in holder.Ledgers)
        {
            held = LedgerEntry.Join(held, await buyers.GetOrderAsync(partition, orderId, cancellationToken));
        }

        return held;
    }

    /// <summary>What is still held of an order where it came from, wherever those buyers are by now.</summary>
    private async Task<LedgerEntry?> LeftBehindAsync(IdentityRow claim, string orderId, CancellationToken cancellationToken)
    {
        LedgerEntry? left = null;
        foreach (var place in claim.CameFrom)
        {
            var lead = await resolver.FollowAsync(new BuyerKey(claim.Shop, place), cancellationToken);
            left = LedgerEntry.Join(left, await HeldAsync(lead, orderId, cancellationToken));
        }

        return left;
    }

    /// <summary>
    /// Takes the order away from where it was, then forgets where it came from. At each place the row is read first, then the claim, then the entries:
    /// whoever writes there in between changes the ETag, so nothing unseen is removed, and a worker that was overtaken sees that the claim has changed.
    /// A row that was read before the claim was turned will do: if it was written since, the removal fails and the row is read anew.
    /// </summary>
    private async Task<bool> LeaveAsync(BuyerKey me, LedgerEntry mine, IdentityRow claim, Lead? from, CancellationToken cancellationToken)
    {
        foreach (var place in claim.CameFrom)
        {
            for (var tries = 0; ; tries++)
            {
                await backoff.WaitAsync(mine.Order.Id, tries, cancellationToken);
                var lead = tries == 0 && from?.Start == place ? from : await resolver.FollowAsync(me with { Buyer = place }, cancellationToken);
                if (lead.Ledgers.Contains(me))
                {
                    break; // The two have become one person meanwhile.
                }

                if (tries > ConflictBackoff.MaxConflicts || (await identities.FindAsync(claim.Shop, claim.Name, cancellationToken))?.ETag != claim.ETag)
                {
                    return false;
                }

                var removal = await RemovalAsync(lead, mine.Order.Id, cancellationToken);
                if (removal.Held is { } held && OrderJson.Write(mine.Merge(held)) != OrderJson.Write(mine))
                {
                    return false;
                }

                // Told before the order leaves: a worker that dies here moves it again, and tells again.
                await TellAsync(removal, lead.Key, cancellationToken);
                await TellAsync(removal, me, cancellationToken);
                await settler.PublishLaterAsync(me, cancellationToken);

                if (await RemoveAsync(lead, mine.Order.Id, removal, isErased: false, cancellationToken))
                {
                    break;
                }
            }
        }

        return await identities.ReplaceAsync(claim with { CameFrom = [] }, cancellationToken) is not null;
    }

    // A delivery names someone who was erased. Its order gets a tombstone, unless someone else is known to hold it.
    private async Task DropAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var name = IdentityName.OfOrder(orderId);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(orderId, tries, cancellationToken);
            var claim = await identities.InsertAsync(Tombstone(shop, name), cancellationToken) ?? await identities.FindAsync(shop, name, cancellationToken);
            if (claim is { ErasedBefore: null })
            {
                var holder = await resolver.FollowAsync(new BuyerKey(shop, claim.Buyer!.Value), cancellationToken);
                var held = LedgerEntry.Join(await HeldAsync(holder, orderId, cancellationToken), await LeftBehindAsync(claim, orderId, cancellationToken));
                if (held is { IsNamed: true } && await resolver.ResolveAsync(shop, held.Order.Buyer.Identifiers, held.Order.PlacedAt, cancellationToken) is not null)
                {
                    if (claim.CameFrom.Count > 0)
                    {
                        await DeliverAsync(LedgerEntry.Nothing(shop, orderId), null, cancellationToken);
                    }

                    return;
                }

                if (!await BuryAsync(claim, cancellationToken))
                {
                    continue;
                }
            }

            await EraseAsync(shop, orderId, null, cancellationToken);
            return;
        }

        throw new InvalidOperationException($"Order {orderId} of shop {shop}: dropping it was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>Removes an order, whose claim is a tombstone by now, from wherever it is or was.</summary>
    private async Task<Order?> EraseAsync(ShopId shop, string orderId, BuyerId? foundAt, CancellationToken cancellationToken)
    {
        if (await identities.FindAsync(shop, IdentityName.OfOrder(orderId), cancellationToken) is not { } claim)
        {
            return null;
        }

        // The buyer whom the claim names comes last: what is written there has joined all that lies elsewhere.
        var from = foundAt is { } place ? claim.CameFrom.Add(place) : claim.CameFrom;
        List<BuyerId> places = claim.Buyer is { } buyer ? [.. from.Remove(buyer), buyer] : [.. from];
        var holding = new List<BuyerId>();
        LedgerEntry? erased = null;
        for (var at = 0; at < places.Count; at++)
        {
            var isOnly = holding.Count == 0 && at == places.Count - 1;
            if (await EraseAtAsync(shop, places[at], orderId, onlyGuard: !isOnly, isCounted: isOnly, cancellationToken) is { } held)
            {
                erased = held.Entry;
                if (!isOnly && !holding.Contains(held.Buyer))
                {
                    holding.Add(held.Buyer);
                }
            }
        }

        // The order is added to the shop's sum where it is removed from last, so that it counts once, wherever a worker dies and whoever goes on.
        for (var at = 0; at < holding.Count; at++)
        {
            await EraseAtAsync(shop, holding[at], orderId, onlyGuard: false, isCounted: at == holding.Count - 1, cancellationToken);
        }

        if (places.Count > 0)
        {
            await identities.ReplaceAsync(claim with { Buyer = null, CameFrom = [] }, cancellationToken);
        }

        return erased is { IsKnown: true } ? erased.Effective : null;
    }

    /// <summary>Removes an order at one place, or only writes that buyer's row where nothing lies, so that no worker that read it before can write there.</summary>
    /// <returns>What lay there, and the buyer to whom the place leads.</returns>
    private async Task<(BuyerId Buyer, LedgerEntry Entry)?> EraseAtAsync(
        ShopId shop, BuyerId place, string orderId, bool onlyGuard, bool isCounted, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(orderId, tries, cancellationToken);
            var lead = await resolver.FollowAsync(new BuyerKey(shop, place), cancellationToken);
            var removal = await RemovalAsync(lead, orderId, cancellationToken);
            if (onlyGuard && removal.Held is { } held)
            {
                return (lead.Key.Buyer, held);
            }

            await TellAsync(removal, lead.Key, cancellationToken);
            if (await RemoveAsync(lead, orderId, removal, isCounted, cancellationToken))
            {
                return removal.Held is { } removed ? (lead.Key.Buyer, removed) : null;
            }
        }

        throw new InvalidOperationException($"Order {orderId} of shop {shop}: its erasure was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    private Task TellAsync(Removal removal, BuyerKey buyer, CancellationToken cancellationToken) =>
        removal.Held is { } held ? queues.NotifyAccountsAsync([held], buyer, cancellationToken) : Task.CompletedTask;

    /// <summary>What lies of an order at a place, in which partitions, and the buyer's facts without it.</summary>
    private async Task<Removal> RemovalAsync(Lead lead, string orderId, CancellationToken cancellationToken)
    {
        LedgerEntry? held = null;
        var holding = new List<BuyerKey>();
        var rest = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (var partition in lead.Ledgers)
        {
            if (lead.IsRetired)
            {
                // A retired buyer has no facts to fold.
                if (await buyers.GetOrderAsync(partition, orderId, cancellationToken) is { } entry)
                {
                    holding.Add(partition);
                    held = LedgerEntry.Join(held, entry);
                }

                continue;
            }

            await foreach (var entry in buyers.ReadLedgerAsync(partition, cancellationToken))
            {
                if (entry.Order.Id == orderId)
                {
                    holding.Add(partition);
                    held = LedgerEntry.Join(held, entry);
                }
                else
                {
                    rest[entry.Order.Id] = LedgerEntry.Join(rest.GetValueOrDefault(entry.Order.Id), entry)!;
                }
            }
        }

        return new Removal(held, holding, BuyerFold.Fold(rest.Values, settler.ShopOf(lead.Key.Shop)));
    }

    // The partitions of aliases first, then the buyer's own row, which is written even where it held nothing. An erased order is added to the shop's sum
    // in the transaction that removes its last entry.
    private async Task<bool> RemoveAsync(Lead lead, string orderId, Removal removal, bool isErased, CancellationToken cancellationToken)
    {
        var ownHolds = removal.Partitions.Contains(lead.Key);
        var others = removal.Partitions.Where(partition => partition != lead.Key).ToList();
        var sum = isErased && removal.Held is { IsKnown: true } held ? ErasedTotalsOf(held) : null;
        for (var at = 0; at < others.Count; at++)
        {
            await buyers.RemoveOrderAsync(others[at], orderId, ownHolds || at < others.Count - 1 ? null : sum, cancellationToken);
        }

        var row = lead.Row ?? await settler.EmptyAsync(lead.Key, cancellationToken);
        var made = row.Retired ? row : await settler.MakeAsync(row, lead.Row, removal.Rest, cancellationToken);
        await settler.AnnounceAsync(made, row.Outbox, cancellationToken);
        var change = new BuyerChange { Buyer = made, Removals = ownHolds ? [orderId] : [], Erased = ownHolds ? sum : null };
        return await buyers.WriteAsync(change, cancellationToken) == WriteResult.Written;

        Privacy.ErasedTotals ErasedTotalsOf(LedgerEntry entry) => Privacy.ErasedTotals.Of([entry.Effective], settler.ShopOf(lead.Key.Shop));
    }

    private static IdentityRow Tombstone(ShopId shop, IdentityName name) => new() { Shop = shop, Name = name, Buyer = null, ErasedBefore = DateTimeOffset.UnixEpoch };

    private async Task<bool> BuryAsync(IdentityRow claim, CancellationToken cancellationToken) =>
        await identities.ReplaceAsync(claim with { ErasedBefore = DateTimeOffset.UnixEpoch }, cancellationToken) is not null;

    private sealed class Delivery(LedgerEntry told, BuyerId? foundAt)
    {
        /// <summary>What came.</summary>
        public LedgerEntry Told { get; } = told;

        /// <summary>What is being placed: what came, or, once a newer version was met, that joined with it.</summary>
        public LedgerEntry Said { get; set; } = told;

        /// <summary>This delivery has turned the order's claim, and may have to finish the move.</summary>
        public bool HasTurned { get; set; }

        /// <summary>An entry that is found with its buyer may be joined without a look at the order's claim.</summary>
        public bool MayBeShort => FoundAt is null && !HasTurned && ReferenceEquals(Said, Told);

        public BuyerId? FoundAt { get; } = foundAt;

        /// <summary>The order goes to a buyer of its own, whose row is read before the claim.</summary>
        public bool OwnRowFirst { get; set; }
    }

    private sealed record Removal(LedgerEntry? Held, IReadOnlyList<BuyerKey> Partitions, BuyerFacts Rest);

    /// <summary>Which version of an order names its people: the newest that names anyone, and of one version's two answers the greater text.</summary>
    private readonly record struct OwnerRank(long Version, string Group)
    {
        public static OwnerRank Of(LedgerEntry? entry) => entry is { IsNamed: true } named ? new(named.BuyerVersion, string.Join(' ', named.Order.Buyer.Identifiers)) : new(0, "");

        public static bool operator >(OwnerRank left, OwnerRank right) => left.Compare(right) > 0;

        public static bool operator <(OwnerRank left, OwnerRank right) => left.Compare(right) < 0;

        private int Compare(OwnerRank other) => Version != other.Version ? Version.CompareTo(other.Version) : string.CompareOrdinal(Group, other.Group);
    }
}
