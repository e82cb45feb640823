using System.Collections.Concurrent;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Offers in memory.</summary>
public sealed class MemoryOfferStore : IOfferStore
{
    private readonly ConcurrentDictionary<(ShopId, string), Offer> _offers = new();

    public Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken) => Task.FromResult(_offers.TryAdd((offer.Buyer.Shop, offer.Id), offer));

    public Task RemoveAsync(Offer offer, CancellationToken cancellationToken)
    {
        _offers.TryRemove((offer.Buyer.Shop, offer.Id), out _);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken) =>
        _offers.Where(pair => pair.Key.Item1 == shop).OrderBy(pair => pair.Key.Item2, StringComparer.Ordinal).Select(pair => pair.Value).ToAsyncEnumerable();
}
