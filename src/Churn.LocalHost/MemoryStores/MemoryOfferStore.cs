using System.Globalization;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Offers in memory.</summary>
public sealed class MemoryOfferStore : IOfferStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Offer> _offers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OfferTally> _tallies = new(StringComparer.Ordinal);
    private readonly Dictionary<ShopId, DayTasks> _tasks = [];
    private readonly Dictionary<(ShopId Shop, OfferKind Kind, int Quarter), ErasedTrial> _erased = [];
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

    public Task EraseAsync(Offer offer, bool counts, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_offers.Remove(RowOf(offer.Buyer.Shop, offer.Id)) && counts)
            {
                var empty = ErasedTrial.Of(offer);
                var key = (offer.Buyer.Shop, empty.Kind, empty.Quarter);
                _erased[key] = _erased.GetValueOrDefault(key, empty).With(offer) with { ETag = NextETag() };
            }

            return Task.CompletedTask;
        }
    }

    public IAsyncEnumerable<ErasedTrial> ListErasedAsync(ShopId shop, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _erased.Where(pair => pair.Key.Shop == shop).Select(pair => pair.Value).OrderBy(trial => (trial.Kind, trial.Quarter)).ToList().ToAsyncEnumerable();
        }
    }

    public Task<DayTasks?> GetDayTasksAsync(ShopId shop, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_tasks.GetValueOrDefault(shop));
        }
    }

    public Task<bool> SaveDayTasksAsync(ShopId shop, DayTasks tasks, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var current = _tasks.GetValueOrDefault(shop)?.ETag == tasks.ETag;
            if (current)
            {
                _tasks[shop] = tasks with { ETag = NextETag() };
            }

            return Task.FromResult(current);
        }
    }

    private static string RowOf(ShopId shop, string id) => $"{shop}|{id}";

    private string NextETag() => (++_etag).ToString(CultureInfo.InvariantCulture);
}
