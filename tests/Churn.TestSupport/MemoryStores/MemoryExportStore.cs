using System.Collections.Concurrent;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Exports in memory.</summary>
public sealed class MemoryExportStore : IExportStore
{
    private readonly ConcurrentDictionary<(ShopId Shop, string Id), (ExportHeader Header, string Text)> _exports = new();

    public Task WriteAsync(ExportHeader header, string text, CancellationToken cancellationToken)
    {
        _exports[(header.Shop, header.Id)] = (header, text);
        return Task.CompletedTask;
    }

    public Task<(ExportHeader Header, string Text)?> ReadAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        Task.FromResult(_exports.TryGetValue((shop, id), out var found) ? found : ((ExportHeader, string)?)null);

    public IAsyncEnumerable<ExportHeader> ListAsync(ShopId shop, CancellationToken cancellationToken) =>
        _exports.Where(pair => pair.Key.Shop == shop).OrderBy(pair => pair.Key.Id, StringComparer.Ordinal).Select(pair => pair.Value.Header).ToArray().ToAsyncEnumerable();

    public Task RemoveAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        _exports.TryRemove((shop, id), out _);
        return Task.CompletedTask;
    }
}
