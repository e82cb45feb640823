using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Takes an order out of ledgers: after it moved to another buyer, or because it is erased.</summary>
/// <remarks>
/// The order's claim is turned or made a tombstone first. Then the row of every buyer that may hold the order is written, even if nothing
/// of the order was there. A worker that has read the row and knows only the old claim may be about to write the order there. The row's new
/// ETag makes that write fail, and the worker starts again with the new claim.
/// </remarks>
internal sealed class OrderRemover(
    IBuyerStore buyers,
    IIdentityStore identities,
    IdentityResolver resolver,
    BuyerRowBuilder rowBuilder,
    IMessageQueues queues,
    ConflictBackoff backoff)
{
    /// <summary>
    /// Erases an order for good, whichever buyer holds it: makes its claim a tombstone, and then removes its entries. Safe to repeat.
    /// </summary>
    /// <returns>The order as it counted; null if no buyer held it.</returns>
    public async Task<Order?> EraseAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var name = IdentityName.OfOrder(orderId);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(orderId, tries, cancellationToken);
            var claim = await identities.InsertAsync(Tombstone(shop, name), cancellationToken)
                ?? await identities.FindAsync(shop, name, cancellationToken);
            if (claim is not null && (claim.ErasedBefore is not null || await BuryAsync(claim, cancellationToken)))
            {
                return await EraseAsync(shop, orderId, null, cancellationToken);
            }
        }

        throw new InvalidOperationException(
            $"Order {orderId} of shop {shop}: the order could not be erased, because other workers changed its claim "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>Removes an order whose claim is a tombstone already from every buyer that holds or held it.</summary>
    /// <param name="foundAt">A retired buyer that the order was found with; null for none.</param>
    /// <returns>The order as it counted; null if no buyer held it.</returns>
    public async Task<Order?> EraseAsync(ShopId shop, string orderId, BuyerId? foundAt, CancellationToken cancellationToken)
    {
        if (await identities.FindAsync(shop, IdentityName.OfOrder(orderId), cancellationToken) is not { } claim)
        {
            return null;
        }

        // The buyer that the claim names comes last, because the entry there has joined all that the other places hold.
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

        // Only the last removal adds the order to the shop's totals of erased orders. So the order counts once, even if a worker dies in
        // between and another one goes on.
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

    /// <summary>Makes a claim a tombstone. Returns false if another worker changed it.</summary>
    public async Task<bool> BuryAsync(IdentityRow claim, CancellationToken cancellationToken) =>
        await identities.ReplaceAsync(claim with { ErasedBefore = DateTimeOffset.UnixEpoch }, cancellationToken) is not null;

    /// <summary>Returns the claim of an erased order that had no claim before.</summary>
    public static IdentityRow Tombstone(ShopId shop, IdentityName name) =>
        new() { Shop = shop, Name = name, Buyer = null, ErasedBefore = DateTimeOffset.UnixEpoch };

    /// <summary>
    /// Takes a moved order away from the buyers that it came from, and then clears the list of them in its claim. Returns false if the
    /// order has to be placed again, because another worker changed the claim or one of the places holds something new.
    /// </summary>
    /// <param name="me">The buyer that the order moved to.</param>
    /// <param name="mine">The entry as it was written there.</param>
    /// <param name="claim">The order's claim as it was turned.</param>
    /// <param name="from">
    /// What was read of the buyer that the order came from; null for nothing. It may have been read before the claim was turned: if the row
    /// was written since, the removal fails, and the row is read again.
    /// </param>
    /// <remarks>
    /// At each place the row is read first, then the claim, then the entries. Another worker may write there in between: this changes the
    /// row's ETag, so nothing is removed that this worker has not read. Another worker may also have moved the order on: then this worker
    /// sees that the claim has changed, and stops.
    /// </remarks>
    public async Task<bool> LeaveAsync(BuyerKey me, LedgerEntry mine, IdentityRow claim, AliasChain? from, CancellationToken cancellationToken)
    {
        foreach (var place in claim.CameFrom)
        {
            for (var tries = 0; ; tries++)
            {
                await backoff.WaitAsync(mine.Order.Id, tries, cancellationToken);
                var lead = tries == 0 && from?.Start == place
                    ? from
                    : await resolver.FollowAsync(me with { Buyer = place }, cancellationToken);
                if (lead.Ledgers.Contains(me))
                {
                    break; // The two buyers have been merged meanwhile.
                }

                if (tries > ConflictBackoff.MaxConflicts
                    || (await identities.FindAsync(claim.Shop, claim.Name, cancellationToken))?.ETag != claim.ETag)
                {
                    return false;
                }

                var removal = await RemovalAsync(lead, mine.Order.Id, cancellationToken);
                if (removal.Held is { } held && OrderJson.Write(mine.Merge(held)) != OrderJson.Write(mine))
                {
                    return false;
                }

                // Sent before the order leaves: if the worker dies here, the order is moved again, and the messages are sent again.
                await TellAsync(removal, lead.Key, cancellationToken);
                await TellAsync(removal, me, cancellationToken);
                await rowBuilder.PublishLaterAsync(me, cancellationToken);

                if (await RemoveAsync(lead, mine.Order.Id, removal, isErased: false, cancellationToken))
                {
                    break;
                }
            }
        }

        return await identities.ReplaceAsync(claim with { CameFrom = [] }, cancellationToken) is not null;
    }

    /// <summary>
    /// Removes an order at one place. If the place holds nothing of it, only the buyer's row is written, so that no worker that read the
    /// row earlier can write the order there.
    /// </summary>
    /// <param name="onlyGuard">Whether to leave the order there if the place holds something of it.</param>
    /// <param name="isCounted">Whether to add the order to the shop's totals of erased orders.</param>
    /// <returns>What the place held, and the buyer that the place leads to; null if it held nothing.</returns>
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

        throw new InvalidOperationException(
            $"Order {orderId} of shop {shop}: the order could not be erased, because other workers changed its buyer "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    private Task TellAsync(Removal removal, BuyerKey buyer, CancellationToken cancellationToken) =>
        removal.Held is { } held ? queues.NotifyAccountsAsync([held], buyer, cancellationToken) : Task.CompletedTask;

    /// <summary>Returns what a place holds of an order, the partitions that hold it, and the buyer's facts without the order.</summary>
    private async Task<Removal> RemovalAsync(AliasChain lead, string orderId, CancellationToken cancellationToken)
    {
        LedgerEntry? held = null;
        var holding = new List<BuyerKey>();
        var rest = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (var partition in lead.Ledgers)
        {
            if (lead.IsRetired)
            {
                // A retired buyer has no facts, so only the order's own entry is read.
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

        return new Removal(held, holding, BuyerFold.Fold(rest.Values, rowBuilder.ShopOf(lead.Key.Shop)));
    }

    // Removes the entries from the partitions of aliases first. Then it writes the buyer's own row, even if its partition held nothing. An
    // erased order is added to the shop's totals in the transaction that removes its last entry.
    private async Task<bool> RemoveAsync(AliasChain lead, string orderId, Removal removal, bool isErased, CancellationToken cancellationToken)
    {
        var ownHolds = removal.Partitions.Contains(lead.Key);
        var others = removal.Partitions.Where(partition => partition != lead.Key).ToList();
        var sum = isErased && removal.Held is { IsKnown: true } held ? ErasedTotalsOf(held) : null;
        for (var at = 0; at < others.Count; at++)
        {
            await buyers.RemoveOrderAsync(others[at], orderId, ownHolds || at < others.Count - 1 ? null : sum, cancellationToken);
        }

        var row = lead.Row ?? await rowBuilder.EmptyAsync(lead.Key, cancellationToken);
        var made = row.Retired ? row : await rowBuilder.MakeAsync(row, lead.Row, removal.Rest, cancellationToken);
        await rowBuilder.AnnounceAsync(made, row.Outbox, cancellationToken);
        var change = new BuyerTransaction { Buyer = made, Removals = ownHolds ? [orderId] : [], Erased = ownHolds ? sum : null };
        return await buyers.WriteAsync(change, cancellationToken) == WriteResult.Written;

        ErasedTotals ErasedTotalsOf(LedgerEntry entry) =>
            ErasedTotals.Of([entry.Effective], rowBuilder.ShopOf(lead.Key.Shop));
    }

    private sealed record Removal(LedgerEntry? Held, IReadOnlyList<BuyerKey> Partitions, BuyerFacts Rest);
}
