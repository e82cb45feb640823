using System.Collections.Concurrent;
using Churn.Domain.Reports;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Reports in memory.</summary>
public sealed class MemoryReportStore : IReportStore
{
    private readonly ConcurrentDictionary<(ShopId Shop, DateOnly AsOf), byte[]> _reports = new();

    public Task SaveAsync(ShopId shop, DateOnly asOf, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        _reports[(shop, asOf)] = json.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> FindAsync(ShopId shop, DateOnly asOf, CancellationToken cancellationToken) => Task.FromResult(_reports.GetValueOrDefault((shop, asOf)));

    public Task<byte[]?> FindNewestAsync(ShopId shop, DateOnly upTo, CancellationToken cancellationToken) =>
        Task.FromResult(Days(shop).Where(day => day <= upTo).Select(day => _reports[(shop, day)]).FirstOrDefault());

    public IAsyncEnumerable<DateOnly> ListAsync(ShopId shop, CancellationToken cancellationToken) => Days(shop).ToAsyncEnumerable();

    private List<DateOnly> Days(ShopId shop) => [.. _reports.Keys.Where(key => key.Shop == shop).Select(key => key.AsOf).OrderDescending()];
}
