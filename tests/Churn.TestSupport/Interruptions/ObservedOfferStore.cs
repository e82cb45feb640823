using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Interruptions;

/// <summary>An offer store whose every call is told to somebody who may interrupt it.</summary>
public sealed class ObservedOfferStore(IOfferStore inner, IStoreCalls calls) : IOfferStore
{
    public Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken) => calls.AroundAsync("add offer", () => inner.AddAsync(offer, cancellationToken));

    public Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        calls.AroundAsync("read offer", () => inner.GetAsync(shop, id, cancellationToken));

    public Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken) =>
        calls.AroundAsync("replace offer", () => inner.ReplaceAsync(offer, cancellationToken));

    public Task RemoveAsync(Offer offer, CancellationToken cancellationToken) => calls.AroundAsync("remove offer", async () =>
    {
        await inner.RemoveAsync(offer, cancellationToken);
        return true;
    });

    public Task<bool> SupersedeAsync(Offer offer, Offer by, CancellationToken cancellationToken) =>
        calls.AroundAsync("supersede offer", () => inner.SupersedeAsync(offer, by, cancellationToken));

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken) => inner.ListAsync(shop, cancellationToken);

    public Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken) => calls.AroundAsync("save tally", async () =>
    {
        await inner.SaveTallyAsync(shop, tally, cancellationToken);
        return true;
    });

    public IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken) => inner.ListTalliesAsync(shop, cancellationToken);
}
