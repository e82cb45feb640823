using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// What an order that is dropped because its person was erased names beside them is that person's too. It may have been claimed for the order, or merged
/// because of it, while the erasure went on: then it leads to where nobody is any more, or to whom the person has become since without their ever having
/// used it, and is parted and gets a tombstone of its own.
/// </summary>
/// <remarks>What somebody who is still there has used is left alone: a phone that a family shares must not take others along.</remarks>
public sealed class ErasedTies(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler)
{
    private readonly PersonParter _parter = new(buyers, identities, settler);

    /// <summary>Safe to repeat; a worker that dies here is followed by the next to deliver the order.</summary>
    /// <param name="shop">Whose order.</param>
    /// <param name="identifiers">The order's.</param>
    /// <param name="before">The erasure's limit.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task ForgetAsync(ShopId shop, IEnumerable<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var identifier in identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder))
        {
            var owner = await identities.FindAsync(shop, identifier, cancellationToken);
            var own = new BuyerKey(shop, BuyerId.Of(identifier));
            if (owner is { Shared: true } || !await PartAsync(own with { Buyer = owner?.Buyer ?? own.Buyer }, identifier, before, cancellationToken)
                || !await PartAsync(own, identifier, before, cancellationToken))
            {
                continue;
            }

            if (owner is { } named && (named.Buyer != own.Buyer || named.ErasedBefore is null))
            {
                await identities.EraseAsync(shop, identifier, before, cancellationToken);
                await identities.ReassignAsync(shop, identifier, named.Buyer, own.Buyer, cancellationToken);
            }
        }
    }

    // False: somebody is there who has used it.
    private async Task<bool> PartAsync(BuyerKey start, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var found = await buyers.FollowAsync(start, cancellationToken);
            var own = start with { Buyer = BuyerId.Of(identifier) };
            if (found.Buyer is not { } row || (found.Key == own && IsBare(row, identifier)))
            {
                return true;
            }

            if (!row.IsTombstone && (found.Key == own || row.Known.Contains(identifier)))
            {
                return false;
            }

            await identities.EraseAsync(start.Shop, identifier, before, cancellationToken);
            var known = row.IsTombstone ? ImmutableSortedSet.Create(identifier).Union(row.Erasures.Keys) : [identifier];
            if (await _parter.PartAsync(found.Key, known, before, cancellationToken))
            {
                return true;
            }
        }

        throw new InvalidOperationException($"Shop {start.Shop}: what led to somebody erased was changed by others {OrderRecorder.MaxConflicts} times.");
    }

    private static bool IsBare(Buyer row, Identifier identifier) =>
        row.IsTombstone && row.Erasures.Keys.SequenceEqual([identifier]) && row.Offered.Equals(OfferMemory.None) && row.Feedback == BuyerFeedback.None;
}
