using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Leads identifiers to whom they belong, as people are taken apart: the claims in the table, and the aliases under identifiers' own ids.</summary>
internal sealed class IdentifierLeads(IBuyerStore buyers, IIdentityStore identities, IMessageQueues queues, SearchWaits waits)
{
    /// <summary>All identifiers of the one who is left are to lead to them. One that leads to somebody who has ordered under it shows that the two are one person.</summary>
    /// <param name="key">Who is left.</param>
    /// <param name="own">What their ledger says of them; null: it is empty.</param>
    /// <param name="elsewhere">Those of them that are somebody else's, or with a null nobody's.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
    public async Task GatherAsync(BuyerKey key, LedgerPerson? own, Dictionary<Identifier, BuyerId?> elsewhere, CancellationToken cancellationToken)
    {
        foreach (var identifier in own?.Identifiers ?? [])
        {
            if (elsewhere.TryGetValue(identifier, out var owner))
            {
                var there = await buyers.FollowAsync(key with { Buyer = owner ?? key.Buyer }, cancellationToken);
                if (IsOf(there, identifier, key))
                {
                    await UniteAsync(key, there.Key, cancellationToken);
                }
                else if (owner is null)
                {
                    await identities.ClaimAsync(key.Shop, identifier, key.Buyer, cancellationToken);
                }
                else if (there.Key != key && there.Buyer is not { Splitting: true })
                {
                    await identities.ReassignAsync(key.Shop, identifier, owner.Value, key.Buyer, cancellationToken);
                }
            }

            await TurnAsync(identifier, key, cancellationToken);
        }
    }

    /// <summary>Who still knows one of a person's own ids is led to them, and no longer to whom they were taken from.</summary>
    public async Task GiveAsync(BuyerKey from, BuyerKey to, IEnumerable<Identifier> identifiers, CancellationToken cancellationToken)
    {
        foreach (var identifier in identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder))
        {
            if (await identities.FindAsync(to.Shop, identifier, cancellationToken) is { } owner
                && await buyers.FollowAsync(to with { Buyer = owner.Buyer }, cancellationToken) is var there && there.Key != from && IsOf(there, identifier, to))
            {
                await UniteAsync(to, there.Key, cancellationToken);
            }

            await identities.AssignAsync(to.Shop, identifier, to.Buyer, cancellationToken);
            await TurnAsync(identifier, to, cancellationToken);
        }
    }

    /// <summary>Has buyers looked through again.</summary>
    public Task LookLaterAsync(ShopId shop, ImmutableArray<BuyerId> buyers, CancellationToken cancellationToken) =>
        queues.SendLookAsync(new BuyersApart { Shop = shop, Buyers = buyers }, waits, cancellationToken);

    private async Task TurnAsync(Identifier identifier, BuyerKey to, CancellationToken cancellationToken)
    {
        var own = to with { Buyer = BuyerId.Of(identifier) };
        var row = await buyers.GetAsync(own, cancellationToken);
        if (IsOf(new LocatedBuyer(own, row.Buyer), identifier, to))
        {
            await UniteAsync(to, own, cancellationToken);
        }

        if (row.Alias is { } alias && alias.Key != to && alias.MergedInto != to.Buyer
            && (await buyers.FollowAsync(alias.Key, cancellationToken)).Key is var led && led != to)
        {
            // Others may be led through here to where it led so far.
            await LookLaterAsync(to.Shop, [led.Buyer, to.Buyer], cancellationToken);
            await buyers.WriteAsync(new BuyerChange { Alias = alias with { MergedInto = to.Buyer } }, cancellationToken);
        }
    }

    // Said by message rather than by a list of this worker's: who found it may die before it is done.
    private Task UniteAsync(BuyerKey one, BuyerKey other, CancellationToken cancellationToken) => queues.SendAsync(
        new AmendmentMessage { Same = new BuyersSame { Shop = one.Shop, One = one.Buyer, Other = other.Buyer } }, TimeSpan.Zero, cancellationToken);

    private static bool IsOf(LocatedBuyer located, Identifier identifier, BuyerKey other) =>
        located.Key != other && located.Buyer is { IsSharedAddress: false } buyer && buyer.Facts.Identifiers.Contains(identifier);
}
