using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Scripted;

/// <summary>An identity store whose host dies at its n-th write.</summary>
public sealed class StoppingIdentityStore(IIdentityStore inner, CancellationTokenSource stop, int writes) : IIdentityStore
{
    private int _left = writes;

    public Task<IdentifierOwner> ClaimAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken) =>
        inner.ClaimAsync(shop, identifier, buyer, cancellationToken);

    public Task<IdentifierOwner?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        inner.FindAsync(shop, identifier, cancellationToken);

    public async Task AssignAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken)
    {
        await inner.AssignAsync(shop, identifier, buyer, cancellationToken);
        Count();
    }

    public Task ReassignAsync(ShopId shop, Identifier identifier, BuyerId from, BuyerId to, CancellationToken cancellationToken) =>
        inner.ReassignAsync(shop, identifier, from, to, cancellationToken);

    public Task<IdentifierOwner> ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) => inner.ShareAsync(shop, identifier, cancellationToken);

    public async Task<IdentifierOwner> EraseAsync(ShopId shop, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var owner = await inner.EraseAsync(shop, identifier, before, cancellationToken);
        Count();
        return owner;
    }

    public Task<IReadOnlyDictionary<Identifier, ClaimedIdentifier>> ClaimAllAsync(
        ShopId shop, IReadOnlyDictionary<Identifier, BuyerId> claims, CancellationToken cancellationToken) => inner.ClaimAllAsync(shop, claims, cancellationToken);

    public Task<IReadOnlySet<Identifier>> FindErasedAsync(ShopId shop, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken) =>
        inner.FindErasedAsync(shop, identifiers, cancellationToken);

    private void Count()
    {
        if (--_left == 0)
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        }
    }
}
