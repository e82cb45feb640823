using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Testing.Interruptions;

/// <summary>An offer store that tells a listener of every call. The listener may interrupt it.</summary>
public sealed class ObservedOfferStore(IOfferStore inner, IStoreCalls calls) : IOfferStore
{
    public Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken) =>
        calls.AroundAsync("add offer", () => inner.AddAsync(offer, cancellationToken));

    public Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        calls.AroundAsync("read offer", () => inner.GetAsync(shop, id, cancellationToken));

    public Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken) =>
        calls.AroundAsync("replace offer", () => inner.ReplaceAsync(offer, cancellationToken));

    public Task RemoveAsync(Offer offer, CancellationToken cancellationToken) => calls.AroundAsync("remove offer", async () =>
    {
        await inner.RemoveAsync(offer, cancellationToken);
        return true;
    });

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken) => inner.ListAsync(shop, cancellationToken);

    public Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken) =>
        calls.AroundAsync("save tally", async () =>
        {
            await inner.SaveTallyAsync(shop, tally, cancellationToken);
            return true;
        });

    public Task EraseAsync(Offer offer, bool counts, CancellationToken cancellationToken) => calls.AroundAsync("erase offer", async () =>
    {
        await inner.EraseAsync(offer, counts, cancellationToken);
        return true;
    });

    public IAsyncEnumerable<ErasedTrial> ListErasedAsync(ShopId shop, CancellationToken cancellationToken) =>
        inner.ListErasedAsync(shop, cancellationToken);

    public Task<DayTasks?> GetDayTasksAsync(ShopId shop, CancellationToken cancellationToken) =>
        calls.AroundAsync("read tasks", () => inner.GetDayTasksAsync(shop, cancellationToken));

    public Task<bool> SaveDayTasksAsync(ShopId shop, DayTasks tasks, CancellationToken cancellationToken) =>
        calls.AroundAsync("save tasks", () => inner.SaveDayTasksAsync(shop, tasks, cancellationToken));

    public IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken) =>
        inner.ListTalliesAsync(shop, cancellationToken);
}
