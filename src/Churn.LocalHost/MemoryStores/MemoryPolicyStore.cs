using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Policies;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Policies in memory, as the text that a row holds.</summary>
public sealed class MemoryPolicyStore : IPolicyStore
{
    private readonly ConcurrentDictionary<(ShopId Shop, int Number), (DateTimeOffset From, string Json)> _versions = new();

    public async Task<PolicyVersion> GetAsync(ShopId shop, CancellationToken cancellationToken) =>
        await ListAsync(shop, cancellationToken).FirstOrDefaultAsync(cancellationToken) ?? PolicyVersion.Defaults;

    public IAsyncEnumerable<PolicyVersion> ListAsync(ShopId shop, CancellationToken cancellationToken) => _versions
        .Where(row => row.Key.Shop == shop).OrderByDescending(row => row.Key.Number)
        .Select(row => new PolicyVersion(row.Key.Number, row.Value.From, PolicyJson.Read(row.Value.Json).Overrides)).ToAsyncEnumerable();

    public Task<WriteResult> AddAsync(ShopId shop, PolicyVersion version, CancellationToken cancellationToken) =>
        Task.FromResult(_versions.TryAdd((shop, version.Number), (version.From, PolicyJson.Write(version.Overrides))) ? WriteResult.Written : WriteResult.Conflict);
}
