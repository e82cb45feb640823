using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Scores;

/// <summary>Stores the models that shops' nightly runs learned.</summary>
public interface IModelStore
{
    /// <summary>Returns a shop's latest model, or <see cref="ShopModel.None"/> before its first run. One point read.</summary>
    Task<ShopModel> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Returns one version, or null if there is none. One point read.</summary>
    Task<ShopModel?> FindAsync(ShopId shop, string version, CancellationToken cancellationToken);

    /// <summary>Returns the latest model learned by the end of a business date, or <see cref="ShopModel.None"/> before the first.</summary>
    Task<ShopModel> FindOnAsync(ShopId shop, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a model under its version, and makes it the latest unless a model of a later date is already stored. Safe to repeat. Two
    /// requests.
    /// </summary>
    Task PutAsync(ShopId shop, ShopModel model, CancellationToken cancellationToken);
}
