using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Keeps people apart of whom an operator knows better than their identifiers do: because they share an identifier, or because a merge was wrong.</summary>
/// <remarks>
/// Whoever located an order before an identifier was marked finds their buyer's row changed and starts again. But a merge that was begun then may be
/// finished later by anybody, and what somebody was doing who died is delivered again, so all is looked through again as often as an order that may
/// stand in two ledgers.
/// </remarks>
public sealed class BuyerSeparator(IBuyerStore buyers, IIdentityStore identities, BuyerFinisher finisher, BuyerSettler settler, IMessageQueues queues, SearchWaits waits)
{
    /// <summary>Marks an identifier as shared by several people, and takes apart whom it had made one.</summary>
    public async Task ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken)
    {
        var owner = await identities.ShareAsync(shop, identifier, cancellationToken);
        var own = new BuyerKey(shop, BuyerId.Of(identifier));
        var holders = new[] { await HolderAsync(own with { Buyer = owner.Buyer }, cancellationToken), await HolderAsync(own, cancellationToken) }.Distinct().ToList();
        var again = new BuyersApart { Shop = shop, Buyers = [.. holders.Append(own).Select(key => key.Buyer).Distinct()], Address = identifier };
        await queues.SendLookAsync(again, waits, cancellationToken);
        await LookAsync(again, cancellationToken);
    }

    /// <summary>
    /// Undoes a merge: the alias becomes a buyer again with the orders that are theirs. Links that the platform had said connect the two are taken back;
    /// if an identifier does, it is marked as shared, or the next order would merge them again.
    /// </summary>
    /// <returns>The identifier that was marked, or null when only the platform had said they were one.</returns>
    /// <exception cref="InvalidOperationException">Nothing was merged there, or more than one identifier connects the two.</exception>
    public async Task<Identifier?> UndoAsync(BuyerKey merged, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            if ((await buyers.GetAsync(merged, cancellationToken)).Alias is null
                || await finisher.FinishAsync(merged, cancellationToken) is not { Buyer: { } buyer } survivor || survivor.Key == merged)
            {
                throw new InvalidOperationException($"Buyer {merged.Buyer} of shop {merged.Shop} was not merged into another.");
            }

            var ledger = await buyers.ReadLedgerAsync(survivor.Key, cancellationToken).ToListAsync(cancellationToken);
            var (shared, links) = IdentityGraph.Between(ledger, buyer.Links, merged.Buyer.ToIdentifier(), survivor.Key.Buyer.ToIdentifier()) ?? throw new InvalidOperationException(
                $"Buyer {merged.Buyer} of shop {merged.Shop}: more than one identifier connects them with {survivor.Key.Buyer}; mark the shared ones one by one.");
            var marked = buyer with { Links = links.Aggregate(buyer.Links, (left, link) => left.TakeBack(link)), Splitting = true };
            if (await buyers.WriteAsync(new BuyerChange { Buyer = marked }, cancellationToken) != WriteResult.Written)
            {
                continue;
            }

            if (shared is { } identifier)
            {
                await ShareAsync(merged.Shop, identifier, cancellationToken);
                return shared;
            }

            var again = new BuyersApart { Shop = merged.Shop, Buyers = [survivor.Key.Buyer] };
            await queues.SendLookAsync(again, waits, cancellationToken);
            await LookAsync(again, cancellationToken);
            return null;
        }

        throw new InvalidOperationException($"Buyer {merged.Buyer} of shop {merged.Shop}: undoing the merge was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    /// <summary>Looks through buyers who may be several people, then waits for the next look, if there is one; may be repeated at will.</summary>
    public async Task SeparateAsync(BuyersApart apart, CancellationToken cancellationToken)
    {
        await LookAsync(apart, cancellationToken);
        if (apart.Attempt + 1 < waits.Waits.Count)
        {
            await queues.SendLookAsync(apart with { Attempt = apart.Attempt + 1 }, waits, cancellationToken);
        }
    }

    private async Task LookAsync(BuyersApart apart, CancellationToken cancellationToken)
    {
        await SplitAsync(apart, cancellationToken);
        if (apart.Address is { } address)
        {
            // Whoever followed an alias from the address before it got a row of its own has changed one of the others, which is seen now.
            await KeepAsync(new BuyerKey(apart.Shop, BuyerId.Of(address)), cancellationToken);
            await SplitAsync(apart, cancellationToken);
        }
    }

    private async Task SplitAsync(BuyersApart apart, CancellationToken cancellationToken)
    {
        foreach (var buyer in apart.Buyers)
        {
            var key = await MarkAsync(new BuyerKey(apart.Shop, buyer), apart.Address, cancellationToken);
            await finisher.FinishAsync(key, cancellationToken);
        }
    }

    // What has stood under the address as an alias leads to one of its people, which it is not.
    private async Task KeepAsync(BuyerKey address, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var row = await buyers.GetAsync(address, cancellationToken);
            if (row.Buyer is { IsSharedAddress: true })
            {
                return;
            }

            if (row.Alias is { } alias)
            {
                // Others may be led through here to where it led so far.
                await queues.SendLookAsync(new BuyersApart { Shop = address.Shop, Buyers = [alias.MergedInto] }, waits, cancellationToken);
            }

            var own = row.Buyer ?? await settler.NobodyAsync(address, cancellationToken) with { ETag = row.Alias?.ETag };
            await buyers.WriteAsync(new BuyerChange { Buyer = own with { IsSharedAddress = true } }, cancellationToken);
        }

        throw new InvalidOperationException($"Buyer {address.Buyer} of shop {address.Shop}: marking was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    // Also where nobody is yet: whoever is about to be the first finds the row taken.
    private async Task<BuyerKey> MarkAsync(BuyerKey key, Identifier? address, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var located = await buyers.FollowAsync(key, cancellationToken);
            var row = located.Buyer ?? await settler.NobodyAsync(located.Key, cancellationToken);
            var marked = row with { Splitting = true, IsSharedAddress = row.IsSharedAddress || row.Key.Buyer.ToIdentifier() == address };
            if (await buyers.WriteAsync(new BuyerChange { Buyer = marked }, cancellationToken) == WriteResult.Written)
            {
                return row.Key;
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: marking was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    private async Task<BuyerKey> HolderAsync(BuyerKey key, CancellationToken cancellationToken) => (await buyers.FollowAsync(key, cancellationToken)).Key;
}
