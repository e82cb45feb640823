namespace Churn.Domain.Shops;

/// <summary>The shops this pipeline serves.</summary>
public interface IShopDirectory
{
    IReadOnlyCollection<Shop> All { get; }

    /// <summary>The shop of that name, or null.</summary>
    Shop? Find(ShopId id);
}
