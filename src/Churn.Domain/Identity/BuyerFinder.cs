using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Finds a buyer by a reference from outside: a buyer's id or a platform's customer id.</summary>
public sealed class BuyerFinder(IBuyerIdentities identities)
{
    /// <summary>Stands before a platform's own customer id, to tell it from a buyer's id.</summary>
    public const string CustomerPrefix = "customer:";

    /// <summary>Returns the buyer of a reference, or null if there is none or the buyer has no orders.</summary>
    /// <param name="reference">A buyer's id, or <see cref="CustomerPrefix"/> and the platform's customer id.</param>
    public async Task<Buyer?> FindAsync(Shop shop, string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(CustomerPrefix, StringComparison.Ordinal))
        {
            return BuyerId.TryParse(reference, out var id)
                ? await FindAsync(identities.FindAsync(new BuyerKey(shop.Id, id), cancellationToken))
                : null;
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
