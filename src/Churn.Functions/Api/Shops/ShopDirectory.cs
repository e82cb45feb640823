using Churn.Domain.Shops;
using Churn.Storage.Events;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Api.Shops;

/// <summary>The configured shops.</summary>
internal sealed class ShopDirectory(IOptions<ShopsOptions> options, IOptions<EventOptions> events) : IShopDirectory
{
    private readonly Dictionary<ShopId, Shop> _shops = options.Value
        .Select(pair => new Shop(ShopId.Parse(pair.Key), pair.Value)
        {
            TakesEvents = events.Value.IsConfigured || pair.Value.Endpoints.Count > 0,
        })
        .ToDictionary(shop => shop.Id);

    public IReadOnlyCollection<Shop> All => _shops.Values;

    public Shop? Find(ShopId id) => _shops.GetValueOrDefault(id);
}
