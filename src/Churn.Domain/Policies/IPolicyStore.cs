using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>The versions of shops' policies.</summary>
public interface IPolicyStore
{
    /// <summary>The newest; <see cref="PolicyVersion.Defaults"/> before the first. One request.</summary>
    Task<PolicyVersion> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Every version, newest first; not the defaults.</summary>
    IAsyncEnumerable<PolicyVersion> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Keeps the version. Conflict: one of that number exists.</summary>
    Task<WriteResult> AddAsync(ShopId shop, PolicyVersion version, CancellationToken cancellationToken);
}
