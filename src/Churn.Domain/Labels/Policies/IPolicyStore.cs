using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>Stores the versions of shops' policies.</summary>
public interface IPolicyStore
{
    /// <summary>Returns the newest version, or <see cref="PolicyVersion.Defaults"/> if there is none yet. One request.</summary>
    Task<PolicyVersion> GetAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Returns all versions, newest first, without the defaults.</summary>
    IAsyncEnumerable<PolicyVersion> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Stores the version. Returns a conflict if a version with that number exists.</summary>
    Task<WriteResult> AddAsync(ShopId shop, PolicyVersion version, CancellationToken cancellationToken);
}

/// <summary>One version of a shop's changes. All versions are kept, so that a label of any day can be explained.</summary>
/// <param name="Number">1, 2, 3, ...; 0 for the defaults, before the shop changed anything.</param>
/// <param name="From">When it came into force. It is in force until the next version's time.</param>
public sealed record PolicyVersion(int Number, DateTimeOffset From, PolicyOverrides Overrides)
{
    /// <summary>The version of a shop that has changed nothing.</summary>
    public static PolicyVersion Defaults { get; } = new(0, DateTimeOffset.MinValue, PolicyOverrides.None);

    /// <summary>Returns the shop's policy in this version.</summary>
    public Policy For(Shop shop) => Overrides.Apply(shop.BusinessModel, Number);
}
