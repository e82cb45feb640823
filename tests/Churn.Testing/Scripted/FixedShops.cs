using Churn.Domain.Shops;

namespace Churn.Testing.Scripted;

/// <summary>The shops of a test.</summary>
public sealed class FixedShops(params Shop[] shops) : IShopDirectory
{
    public IReadOnlyCollection<Shop> All => shops;

    public Shop? Find(ShopId id) => shops.FirstOrDefault(shop => shop.Id == id);
}
