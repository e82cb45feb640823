using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Finds a buyer by what an outsider knows of them.</summary>
public sealed class BuyerFinder(IBuyerIdentities identities)
{
    /// <summary>Before a platform's own customer id, which tells it from a buyer's id.</summary>
    public const string CustomerPrefix = "customer:";

    /// <summary>The buyer of a reference. Null: there is none, or they have no orders.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="reference">A buyer's id, or <see cref="CustomerPrefix"/> and the platform's customer id.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task<Buyer?> FindAsync(Shop shop, string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(CustomerPrefix, StringComparison.Ordinal))
        {
            return BuyerId.TryParse(reference, out var id) ? await FindAsync(identities.FindAsync(new BuyerKey(shop.Id, id), cancellationToken)) : null;
        }

        foreach (var identifier in IdentityHasher.OfCustomer(shop, reference[CustomerPrefix.Length..]))
        {
            if (await FindAsync(identities.FindAsync(shop.Id, identifier, cancellationToken)) is { } buyer)
            {
                return buyer;
            }
        }

        return null;
    }

    private static async Task<Buyer?> FindAsync(Task<Buyer?> found) => await found is { IsEmpty: false } buyer ? buyer : null;
}
