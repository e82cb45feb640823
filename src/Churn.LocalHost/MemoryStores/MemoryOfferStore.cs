using System.Globalization;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Offers in memory.</summary>
public sealed class MemoryOfferStore : IOfferStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Offer> _offers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OfferTally> _tallies = new(StringComparer.Ordinal);
    private long _etag;

    public Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_offers.TryAdd(RowOf(offer.Buyer.Shop, offer.Id), offer with { ETag = NextETag() }));
        }
    }

    public Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_offers.GetValueOrDefault(RowOf(shop, id)));
        }
    }

    public Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var row = RowOf(offer.Buyer.Shop, offer.Id);
            var current = _offers.TryGetValue(row, out var known) && known.ETag == offer.ETag;
            if (current)
            {
                _offers[row] = offer with { ETag = NextETag() };
            }

            return Task.FromResult(current);
        }
    }

    public Task RemoveAsync(Offer offer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _offers.Remove(RowOf(offer.Buyer.Shop, offer.Id));
            return Task.CompletedTask;
        }
    }

    public Task<bool> SupersedeAsync(Offer offer, Offer by, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var row = RowOf(offer.Buyer.Shop, offer.Id);
            var current = _offers.TryGetValue(row, out var known) && known.ETag == offer.ETag && _offers.Remove(row);
            return Task.FromResult(current && _offers.TryAdd(RowOf(by.Buyer.Shop, by.Id), by with { ETag = NextETag() }));
        }
    }

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _offers.Values.Where(offer => offer.Buyer.Shop == shop).ToList().ToAsyncEnumerable();
        }
    }

    public Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _tallies[string.Create(CultureInfo.InvariantCulture, $"{shop}|{tally.From:000}")] = tally;
            return Task.CompletedTask;
        }
    }

    public IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _tallies.Where(pair => pair.Key.StartsWith($"{shop}|", StringComparison.Ordinal)).Select(pair => pair.Value).ToList().ToAsyncEnumerable();
        }
    }

    private static string RowOf(ShopId shop, string id) => $"{shop}|{id}";

    private string NextETag() => (++_etag).ToString(CultureInfo.InvariantCulture);
}
