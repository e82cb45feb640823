using System.Collections.Concurrent;
using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Models in memory, as the text that a row holds.</summary>
public sealed class MemoryModelStore : IModelStore
{
    private readonly ConcurrentDictionary<ShopId, string> _latest = new();
    private readonly ConcurrentDictionary<(ShopId, string), string> _versions = new();

    public Task<ShopModel> GetAsync(ShopId shop, CancellationToken cancellationToken) =>
        Task.FromResult(_latest.TryGetValue(shop, out var json) ? ModelJson.Read(json) : ShopModel.None);

    public Task<ShopModel?> FindAsync(ShopId shop, string version, CancellationToken cancellationToken) =>
        Task.FromResult(_versions.TryGetValue((shop, version), out var json) ? ModelJson.Read(json) : null);

    public Task<ShopModel> FindOnAsync(ShopId shop, DateOnly day, CancellationToken cancellationToken) => Task.FromResult(_versions
        .Where(version => version.Key.Item1 == shop).Select(version => ModelJson.Read(version.Value)).Where(model => model.LearnedOn <= day)
        .MaxBy(model => model.LearnedOn) ?? ShopModel.None);

    public Task PutAsync(ShopId shop, ShopModel model, CancellationToken cancellationToken)
    {
        var json = ModelJson.Write(model);
        _versions[(shop, model.Version)] = json;
        _latest.AddOrUpdate(shop, json, (_, latest) => ModelJson.Read(latest).LearnedOn > model.LearnedOn ? latest : json);
        return Task.CompletedTask;
    }
}
