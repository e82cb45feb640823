using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Interruptions;

/// <summary>An identity store whose every call is told to somebody who may interrupt it.</summary>
public sealed class ObservedIdentityStore(IIdentityStore inner, IStoreCalls calls) : IIdentityStore
{
    public Task<IdentifierOwner> ClaimAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken) =>
        calls.AroundAsync("claim", () => inner.ClaimAsync(shop, identifier, buyer, cancellationToken));

    public Task<IdentifierOwner?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        calls.AroundAsync("find owner", () => inner.FindAsync(shop, identifier, cancellationToken));

    public Task AssignAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken) =>
        calls.AroundAsync("assign", async () =>
        {
            await inner.AssignAsync(shop, identifier, buyer, cancellationToken);
            return true;
        });

    public Task<IdentifierOwner> EraseAsync(ShopId shop, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken) =>
        calls.AroundAsync("erase", () => inner.EraseAsync(shop, identifier, before, cancellationToken));

    public Task ReassignAsync(ShopId shop, Identifier identifier, BuyerId from, BuyerId to, CancellationToken cancellationToken) =>
        calls.AroundAsync("reassign", async () =>
        {
            await inner.ReassignAsync(shop, identifier, from, to, cancellationToken);
            return true;
        });

    public Task<IdentifierOwner> ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        calls.AroundAsync("share", () => inner.ShareAsync(shop, identifier, cancellationToken));

    public Task<IReadOnlyDictionary<Identifier, ClaimedIdentifier>> ClaimAllAsync(
        ShopId shop, IReadOnlyDictionary<Identifier, BuyerId> claims, CancellationToken cancellationToken) =>
        calls.AroundAsync("claim all", () => inner.ClaimAllAsync(shop, claims, cancellationToken));

    public Task<IReadOnlySet<Identifier>> FindErasedAsync(ShopId shop, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken) =>
        calls.AroundAsync("find erased", () => inner.FindErasedAsync(shop, identifiers, cancellationToken));
}
