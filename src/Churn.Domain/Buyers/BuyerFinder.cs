using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Finds a buyer by what an outsider knows of them.</summary>
public sealed class BuyerFinder(IBuyerStore buyers, IIdentityStore identities)
{
    /// <summary>Before a platform's own customer id, which tells it from a buyer's id.</summary>
    public const string CustomerPrefix = "customer:";

    /// <summary>The buyer of a reference, through the aliases of merges; null: there is none.</summary>
    /// <param name="shop">Theirs.</param>
    /// <param name="reference">A buyer's id, or <see cref="CustomerPrefix"/> and the platform's customer id.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task<Buyer?> FindAsync(Shop shop, string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(CustomerPrefix, StringComparison.Ordinal))
        {
            return BuyerId.TryParse(reference, out var id) ? await FollowAsync(shop, id, cancellationToken) : null;
        }

        foreach (var identifier in IdentityHasher.OfCustomer(shop, reference[CustomerPrefix.Length..]))
        {
            if (await identities.FindAsync(shop.Id, identifier, cancellationToken) is { } owner)
            {
                return await FollowAsync(shop, owner.Buyer, cancellationToken);
            }
        }

        return null;
    }

    private async Task<Buyer?> FollowAsync(Shop shop, BuyerId id, CancellationToken cancellationToken) =>
        await buyers.FollowAsync(new BuyerKey(shop.Id, id), cancellationToken) is { Buyer: { IsTombstone: false } buyer } ? buyer : null;
}
