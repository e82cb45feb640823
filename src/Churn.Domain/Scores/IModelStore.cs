using Churn.Domain.Shops;

namespace Churn.Domain.Scores;

/// <summary>What each shop's nightly runs learned.</summary>
public interface IModelStore
{
    /// <summary>The latest of a shop; <see cref="ShopModel.None"/> before its first run. One point read.</summary>
    Task<ShopModel> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>One version, or null. One point read.</summary>
    Task<ShopModel?> FindAsync(ShopId shop, string version, CancellationToken cancellationToken);

    /// <summary>The latest that was learned by the end of a business date; <see cref="ShopModel.None"/> before the first.</summary>
    Task<ShopModel> FindOnAsync(ShopId shop, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a model under its version, and makes it the latest unless a run of a later date was faster. Twice is once. Two requests.
    /// </summary>
    Task PutAsync(ShopId shop, ShopModel model, CancellationToken cancellationToken);
}
