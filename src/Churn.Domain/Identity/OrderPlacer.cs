using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Records what a delivery says of an order, in the ledger of the buyer that the order's newest version names.</summary>
/// <remarks>
/// A worker reads the buyer's row before the order's claim. Another worker may take the order away from that buyer at any time. It turns
/// the claim first and then writes the buyer's row, even if nothing of the order was there. So a worker that knows only the old claim fails
/// by the row's ETag and starts again. docs/identity.md lists the steps under "Deliver", and the reasons under "Why it is exact".
/// </remarks>
internal sealed class OrderPlacer(
    IBuyerStore buyers,
    IIdentityStore identities,
    IdentityResolver resolver,
    OrderRemover remover,
    BuyerRowBuilder rowBuilder,
    ConflictBackoff backoff)
{
    /// <summary>
    /// A version that is later than the order itself by more than this is a change of an order. Then the claim usually exists, so it is
    /// read before an insert is tried.
    /// </summary>
    private const long LateTicks = TimeSpan.TicksPerMinute;

    /// <summary>Joins what a delivery says of an order with what is held of it, at the buyer that the newest version names.</summary>
    /// <param name="told">What the delivery says. It may be nothing: then the order is moved to where it belongs.</param>
    /// <param name="foundAt">The retired buyer that the order was found with; null for none.</param>
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
            $"Order {told.Order.Id} of shop {told.Order.Shop}: the order could not be recorded, because other workers changed its buyer "
            + $"{ConflictBackoff.MaxConflicts} times.");
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
            delivery.Said = delivery.Told; // What was held is erased now or has moved to other buyers, so the next try reads it again.
            return isTold
                ? new RecordedOrder(RecordOutcome.Erased, new BuyerKey(shop, BuyerId.Of(said.Order.Buyer.Identifiers[0])), tries)
                : null;
        }

        found = found with { IsRepeated = !ReferenceEquals(said, delivery.Told) };

        // If the buyer's row was read first and the entry is found here after it, the entry is joined without reading the claim: a worker
        // that takes the order away in between changes the row, and then this write fails. The claim is read all the same if this worker
        // may have a move to finish, or if the entry was written during a move.
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

        var me = new AliasChain(found.Key, found.Row, []);
        return isNew
            ? await WriteAsync(me, said, null, found, claim, null, isLater, tries, cancellationToken)
            : await PlaceAsync(delivery, claim, me, found, false, tries, cancellationToken);
    }

    // A delivery without identifiers (a refund, a deletion, a till's order) is joined where the order is. If the order is nowhere yet, a
    // buyer made of the order's id holds it.
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
            var holder = isOwn ? await resolver.FollowAsync(own, cancellationToken) : new AliasChain(own, null, []);
            return await PlaceAsync(delivery, claim, holder, null, isOwn, tries, cancellationToken);
        }

        var me = readFirst ?? await resolver.FollowAsync(own, cancellationToken);
        return await ClaimAsync(said, own.Buyer, me.Row is not null, cancellationToken) is not (var made, var isNew) ? null
            : isNew ? await WriteAsync(me, said, null, null, made, null, true, tries, cancellationToken)
            : await PlaceAsync(delivery, made, me, null, false, tries, cancellationToken);
    }

    private async Task<RecordedOrder?> PlaceAsync(
        Delivery delivery, IdentityRow claim, AliasChain me, Resolution? found, bool isReadAfter, int tries, CancellationToken cancellationToken)
    {
        var said = delivery.Said;
        var id = said.Order.Id;
        if (claim.ErasedBefore is not null)
        {
            // Finishes an erasure whose worker may have died.
            await remover.EraseAsync(said.Order.Shop, id, delivery.FoundAt, cancellationToken);
            return new RecordedOrder(RecordOutcome.Erased, me.Key, tries);
        }

        var holder = claim.Buyer == me.Key.Buyer
            ? me
            : await resolver.FollowAsync(me.Key with { Buyer = claim.Buyer!.Value }, cancellationToken);
        if (delivery.FoundAt is { } place && place != holder.Key.Buyer && !claim.CameFrom.Contains(place))
        {
            await identities.ReplaceAsync(claim with { CameFrom = claim.CameFrom.Add(place) }, cancellationToken);
            return null;
        }

        var isMine = holder.Key == me.Key;
        var held = await HeldAsync(holder, id, cancellationToken);
        if ((!isMine || isReadAfter)
            && held is null
            && (await identities.FindAsync(claim.Shop, claim.Name, cancellationToken))?.ETag != claim.ETag)
        {
            return null; // The holder's row was read after the claim, so the order may have moved on in between.
        }

        var left = await LeftBehindAsync(claim, id, cancellationToken);
        var joined = LedgerEntry.Join(LedgerEntry.Join(held, left), said)!;
        var (here, mine, newest) = (OwnerRank.Of(held), OwnerRank.Of(said), OwnerRank.Of(joined));
        if (!isMine
            && !holder.IsRetired
            && claim.CameFrom.IsEmpty
            && newest == here
            && (here > mine || claim.Version > mine.Version))
        {
            return await JoinElsewhereAsync(delivery, holder, joined, held, found, tries, cancellationToken);
        }

        // The delivery is an older version that names the same buyer, so the order stays here.
        var stays = found is not null && isMine && claim.CameFrom.IsEmpty && newest == here;
        if (newest > mine && !stays)
        {
            // A newer version is held, and the order is moving or a retired buyer holds it. So the order belongs to the buyer of that
            // version.
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
                // A newer version has claimed the order but is not written yet, or the order is held without a name. It is joined there.
                return await JoinElsewhereAsync(delivery, holder, joined, held, found, tries, cancellationToken);
            }

            if (found is null && !delivery.OwnRowFirst)
            {
                delivery.OwnRowFirst = true; // The row of the order's own buyer has to be read before the claim is read and turned to it.
                return null;
            }

            var turned = claim with
            {
                Buyer = me.Key.Buyer,
                Version = mine.Version,
                CameFrom = claim.CameFrom.Add(claim.Buyer!.Value).Remove(me.Key.Buyer),
            };
            if (await identities.ReplaceAsync(turned, cancellationToken) is not { } mineNow)
            {
                return null;
            }

            claim = mineNow;
            delivery.HasTurned = true;
        }

        joined = joined with { Moved = joined.Moved || claim.CameFrom.Count > 0 };

        // After the claim was turned, the row is always written, even if nothing in it changes: a worker that is about to take the order
        // away from here then sees that the row changed.
        var before = isMine ? held : LedgerEntry.Join(held, left);
        return await WriteAsync(me, joined, before, found, claim, isMine ? null : holder, false, tries, cancellationToken);
    }

    // Writes the entry to the buyer that the order belongs to. Then it takes the order away from where it was.
    private async Task<RecordedOrder?> WriteAsync(
        AliasChain me,
        LedgerEntry entry,
        LedgerEntry? before,
        Resolution? found,
        IdentityRow claim,
        AliasChain? from,
        bool isLater,
        int tries,
        CancellationToken cancellationToken)
    {
        var isMoving = claim.CameFrom.Count > 0;
        var recorded = await WriteRowAsync(me.Key, me.Row, entry, before, found, isLater, isMoving, tries, cancellationToken);
        return recorded is null || (isMoving && !await remover.LeaveAsync(me.Key, entry, claim, from, cancellationToken)) ? null : recorded;
    }

    private Task<RecordedOrder?> JoinAsync(
        BuyerKey key,
        Buyer? row,
        LedgerEntry entry,
        LedgerEntry? before,
        Resolution? found,
        int tries,
        CancellationToken cancellationToken) =>
        WriteRowAsync(key, row, entry, before, found, false, false, tries, cancellationToken);

    // Joins an older version, or one without identifiers, where the order is. What it says of its own identifiers is recorded all the same.
    private async Task<RecordedOrder?> JoinElsewhereAsync(
        Delivery delivery,
        AliasChain holder,
        LedgerEntry entry,
        LedgerEntry? before,
        Resolution? found,
        int tries,
        CancellationToken cancellationToken) =>
        await JoinAsync(holder.Key, holder.Row, entry with { Moved = true }, before, null, tries, cancellationToken) is { } recorded
        && await KnowAsync(delivery, found, cancellationToken)
            ? recorded
            : null;

    private async Task<bool> KnowAsync(Delivery delivery, Resolution? found, CancellationToken cancellationToken) =>
        found is null
        || !ReferenceEquals(delivery.Said, delivery.Told)
        || await resolver.KnowAsync(found.Key.Shop, found.Said, cancellationToken);

    private async Task<RecordedOrder?> WriteRowAsync(
        BuyerKey key,
        Buyer? row,
        LedgerEntry entry,
        LedgerEntry? before,
        Resolution? found,
        bool isLater,
        bool always,
        int tries,
        CancellationToken cancellationToken)
    {
        var there = row ?? await rowBuilder.EmptyAsync(key, cancellationToken);
        var evidence = found?.AddTo(there.Evidence) ?? there.Evidence;
        var isSame = before is not null && OrderJson.Write(entry) == OrderJson.Write(before);
        if (isSame && !always && evidence.Equals(there.Evidence))
        {
            return Recorded(RecordOutcome.Duplicate, there, tries, entry, before);
        }

        var shop = rowBuilder.ShopOf(key.Shop);
        var facts = isLater && before is null ? BuyerFold.Add(there.Facts, entry, shop)
            : await rowBuilder.FoldAsync(there, entry, cancellationToken);
        var known = there with
        {
            Evidence = evidence,
            ErasedBefore = IdentityResolver.Later(there.ErasedBefore, found?.ErasedBefore),
        };
        var made = await rowBuilder.MakeAsync(known, row, facts, cancellationToken);
        var offered = entry.IsKnown ? await rowBuilder.OfferAsync(made, cancellationToken) : made;
        var (result, etag) = await buyers.CommitAsync(new BuyerTransaction { Buyer = offered, Orders = [entry] }, cancellationToken);
        if (result != WriteResult.Written)
        {
            return null;
        }

        var outcome = before is not { IsKnown: true } ? RecordOutcome.New : isSame ? RecordOutcome.Duplicate : RecordOutcome.Changed;
        return Recorded(outcome, offered with { ETag = etag }, tries, entry, before);
    }

    private static RecordedOrder Recorded(RecordOutcome outcome, Buyer row, int tries, LedgerEntry now, LedgerEntry? before) =>
        new(outcome, row.Key, tries)
        {
            Row = row,
            Companies = BuyerFacts.NoCompanies.Union(
                new[] { now.Order.Buyer.CompanyId, before?.Order.Buyer.CompanyId }.OfType<string>()),
        };

    /// <summary>
    /// Returns the order's claim: a new one for the given buyer, or the existing one. Null if it came and went meanwhile; then the delivery
    /// has to be tried again.
    /// </summary>
    private async Task<(IdentityRow Claim, bool IsNew)?> ClaimAsync(
        LedgerEntry said, BuyerId buyer, bool readFirst, CancellationToken cancellationToken)
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

    /// <summary>Returns what a buyer holds of an order, joined over the buyer's partitions; null if it holds nothing.</summary>
    private async Task<LedgerEntry?> HeldAsync(AliasChain holder, string orderId, CancellationToken cancellationToken)
    {
        LedgerEntry? held = null;
        foreach (var partition in holder.Ledgers)
        {
            held = LedgerEntry.Join(held, await buyers.GetOrderAsync(partition, orderId, cancellationToken));
        }

        return held;
    }

    /// <summary>
    /// Returns what the buyers that an order came from still hold of it. These buyers are followed to where their ids lead now.
    /// </summary>
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

    // Drops a delivery that names a person who was erased. Its order gets a tombstone, unless a person who was not erased holds it.
    private async Task DropAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var name = IdentityName.OfOrder(orderId);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(orderId, tries, cancellationToken);
            var claim = await identities.InsertAsync(OrderRemover.Tombstone(shop, name), cancellationToken)
                ?? await identities.FindAsync(shop, name, cancellationToken);
            if (claim is { ErasedBefore: null })
            {
                var holder = await resolver.FollowAsync(new BuyerKey(shop, claim.Buyer!.Value), cancellationToken);
                var held = LedgerEntry.Join(
                    await HeldAsync(holder, orderId, cancellationToken),
                    await LeftBehindAsync(claim, orderId, cancellationToken));
                if (held is { IsNamed: true }
                    && await resolver.ResolveAsync(shop, held.Order.Buyer.Identifiers, held.Order.PlacedAt, cancellationToken) is not null)
                {
                    if (claim.CameFrom.Count > 0)
                    {
                        await DeliverAsync(LedgerEntry.Nothing(shop, orderId), null, cancellationToken);
                    }

                    return;
                }

                if (!await remover.BuryAsync(claim, cancellationToken))
                {
                    continue;
                }
            }

            await remover.EraseAsync(shop, orderId, null, cancellationToken);
            return;
        }

        throw new InvalidOperationException(
            $"Order {orderId} of shop {shop}: the order of an erased person could not be dropped, because other workers changed its claim "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    private sealed class Delivery(LedgerEntry told, BuyerId? foundAt)
    {
        /// <summary>What the delivery says.</summary>
        public LedgerEntry Told { get; } = told;

        /// <summary>What is being placed: what the delivery says, joined with what is held once a newer version was found.</summary>
        public LedgerEntry Said { get; set; } = told;

        /// <summary>Whether this delivery has turned the order's claim, so that it may have to finish the move.</summary>
        public bool HasTurned { get; set; }

        /// <summary>Whether an entry that is found at its buyer may be joined without reading the order's claim.</summary>
        public bool MayBeShort => FoundAt is null && !HasTurned && ReferenceEquals(Said, Told);

        /// <summary>The retired buyer that the order was found with; null for none.</summary>
        public BuyerId? FoundAt { get; } = foundAt;

        /// <summary>Whether the order goes to a buyer of its own, whose row then has to be read before the claim.</summary>
        public bool OwnRowFirst { get; set; }
    }

    /// <summary>
    /// Ranks the versions of an order by whose identifiers count: the newest version that names anyone. If one version names two groups of
    /// identifiers, the greater text counts.
    /// </summary>
    private readonly record struct OwnerRank(long Version, string Group)
    {
        public static OwnerRank Of(LedgerEntry? entry) => entry is { IsNamed: true } named
            ? new(named.BuyerVersion, string.Join(' ', named.Order.Buyer.Identifiers))
            : new(0, "");

        public static bool operator >(OwnerRank left, OwnerRank right) => left.Compare(right) > 0;

        public static bool operator <(OwnerRank left, OwnerRank right) => left.Compare(right) < 0;

        private int Compare(OwnerRank other) =>
            Version != other.Version ? Version.CompareTo(other.Version) : string.CompareOrdinal(Group, other.Group);
    }
}
