namespace Churn.Domain.Shops;

/// <summary>The shops that this pipeline serves.</summary>
public interface IShopDirectory
{
    IReadOnlyCollection<Shop> All { get; }

    /// <summary>Returns the shop, or null if it is not configured.</summary>
    Shop? Find(ShopId id);
}

/// <summary>Reads the directory for callers that cannot go on without the shop.</summary>
public static class ShopDirectoryExtensions
{
    /// <summary>Returns the shop. Throws if <c>Shops:{id}</c> is not configured.</summary>
    public static Shop Get(this IShopDirectory shops, ShopId id) =>
        shops.Find(id) ?? throw new InvalidOperationException($"Shop {id} is not configured: set Shops:{id}.");
}
