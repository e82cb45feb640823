using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Remembers what befell shops as a whole. One request a call; noting something again, or something older, changes nothing.</summary>
public interface IShopRecords
{
    Task<ShopRecord> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Takes over what the change says; what it leaves null stays.</summary>
    Task NoteAsync(ShopId shop, ShopRecord change, CancellationToken cancellationToken);
}
