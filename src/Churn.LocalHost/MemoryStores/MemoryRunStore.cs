using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Runs;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Nightly runs in memory, with the real store's conflicts: the same contract tests run on both.</summary>
public sealed class MemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Shop, DateOnly Date), Run> _runs = [];
    private readonly SortedDictionary<(string Shop, DateOnly Date, int From), RunPart> _parts = [];
    private readonly Dictionary<(ShopId Shop, DateOnly Date, int From, string Content), byte[]> _findings = [];
    private int _etag;

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_runs.TryAdd((run.Shop.Value, run.Date), run with { ETag = NextETag() }));
        }
    }

    public Task<Run?> FindAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_runs.GetValueOrDefault((shop.Value, date)));
        }
    }

    public Task<WriteResult> ReplaceAsync(Run run, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_runs.GetValueOrDefault((run.Shop.Value, run.Date))?.ETag != run.ETag)
            {
                return Task.FromResult(WriteResult.Conflict);
            }

            _runs[(run.Shop.Value, run.Date)] = run with { ETag = NextETag() };
            return Task.FromResult(WriteResult.Written);
        }
    }

    public IAsyncEnumerable<Run> ListAsync(ShopId shop, DateOnly since, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _runs.Values.Where(run => run.Shop == shop && run.Date >= since).ToArray().ToAsyncEnumerable();
        }
    }

    public Task<bool> AddPartAsync(ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _findings[(shop, date, part.From, part.Content)] = findings.ToArray();
            return Task.FromResult(_parts.TryAdd((shop.Value, date, part.From), part));
        }
    }

    public Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<RunPart>>([.. _parts.Where(pair => pair.Key.Shop == shop.Value && pair.Key.Date == date).Select(pair => pair.Value)]);
        }
    }

    public Task<byte[]?> ReadFindingsAsync(ShopId shop, DateOnly date, RunPart part, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_findings.GetValueOrDefault((shop, date, part.From, part.Content)));
        }
    }

    public Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var key in _findings.Keys.Where(key => key.Shop == shop && key.Date == date).ToList())
            {
                _findings.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    public Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _runs.Keys.Where(key => key.Shop == shop.Value && key.Date < before).ToList().ForEach(key => _runs.Remove(key));
            _parts.Keys.Where(key => key.Shop == shop.Value && key.Date < before).ToList().ForEach(key => _parts.Remove(key));
            _findings.Keys.Where(key => key.Shop == shop && key.Date < before).ToList().ForEach(key => _findings.Remove(key));
        }

        return Task.CompletedTask;
    }

    private string NextETag() => (++_etag).ToString(CultureInfo.InvariantCulture);
}
