using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>Shows and changes policies.</summary>
public sealed class PolicyService(IPolicyStore store, TimeProvider time)
{
    /// <summary>Reads the version in force from storage.</summary>
    public Task<PolicyVersion> GetAsync(Shop shop, CancellationToken cancellationToken) => store.GetAsync(shop.Id, cancellationToken);

    /// <summary>Returns all versions, newest first.</summary>
    public IAsyncEnumerable<PolicyVersion> ListAsync(Shop shop, CancellationToken cancellationToken) =>
        store.ListAsync(shop.Id, cancellationToken);

    /// <summary>Reads and checks a policy's JSON.</summary>
    public static PolicyReading Read(string json, Shop shop)
    {
        var reading = PolicyJson.Read(json);
        return reading.Problems.IsEmpty
            ? reading with { Problems = [.. PolicyChecks.Problems(reading.Overrides, shop.BusinessModel)] }
            : reading;
    }

    /// <summary>
    /// Puts a policy into force, effective now. Returns null, and writes nothing, if the version that the sender saw is no longer in force.
    /// If nothing changes, it also writes nothing and returns the version in force.
    /// </summary>
    /// <param name="overrides">Overrides that <see cref="Read"/> found no problem with.</param>
    /// <param name="seen">The number of the version that the sender changed.</param>
    public async Task<PolicyVersion?> PutAsync(Shop shop, PolicyOverrides overrides, int seen, CancellationToken cancellationToken)
    {
        var now = await store.GetAsync(shop.Id, cancellationToken);
        if (now.Number != seen)
        {
            return null;
        }

        if (now.Overrides.Equals(overrides))
        {
            return now;
        }

        // If the clock was set back, the new version must not come into force before the one that it replaces.
        var from = time.GetUtcNow();
        var version = new PolicyVersion(now.Number + 1, from > now.From ? from : now.From, overrides);
        return await store.AddAsync(shop.Id, version, cancellationToken) == WriteResult.Written ? version : null;
    }
}
