using Churn.Domain.Shops;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Shops;

/// <summary>The configured shops.</summary>
internal sealed class ShopDirectory(IOptions<ShopsOptions> options) : IShopDirectory
{
    private readonly Dictionary<ShopId, Shop> _shops = options.Value
        .Select(pair => new Shop(ShopId.Parse(pair.Key), pair.Value)).ToDictionary(shop => shop.Id);

    public IReadOnlyCollection<Shop> All => _shops.Values;

    public Shop? Find(ShopId id) => _shops.GetValueOrDefault(id);
}
