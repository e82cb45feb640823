using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// What an order that is dropped because its person was erased names beside them is that person's too. It may have been claimed for the order, or merged
/// because of it, while the erasure went on: then it leads to where nobody is any more, and is parted and gets a tombstone of its own.
/// </summary>
/// <remarks>What leads to somebody who is still there is left alone: a phone that a family shares must not take others along.</remarks>
public sealed class ErasedTies(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler)
{
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
            if (owner is { Shared: true } || (owner is { } known && await LivesAsync(shop, known.Buyer, cancellationToken)))
            {
                continue;
            }

            var own = BuyerId.Of(identifier);
            if ((await buyers.GetAsync(new BuyerKey(shop, own), cancellationToken)).Alias is { } alias)
            {
                if (await LivesAsync(shop, alias.MergedInto, cancellationToken))
                {
                    continue;
                }

                var nobody = await settler.NobodyAsync(alias.Key, cancellationToken);
                await buyers.WriteAsync(new BuyerChange { Buyer = nobody with { Erasures = Tombstones.None.Add(identifier, before), ETag = alias.ETag } }, cancellationToken);
            }

            if (owner is { } named && (named.Buyer != own || named.ErasedBefore is null))
            {
                await identities.EraseAsync(shop, identifier, before, cancellationToken);
                await identities.AssignAsync(shop, identifier, own, cancellationToken);
            }
        }
    }

    // Whoever is being erased at this moment is not counted among the living; should they have come back, the next order finds them together again.
    private async Task<bool> LivesAsync(ShopId shop, BuyerId buyer, CancellationToken cancellationToken) =>
        (await buyers.FollowAsync(new BuyerKey(shop, buyer), cancellationToken)).Buyer is { IsTombstone: false } row && !(row.Unfolded && row.Erasures.Count > 0);
}
