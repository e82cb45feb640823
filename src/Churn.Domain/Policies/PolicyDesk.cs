using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>Shows and changes policies.</summary>
public sealed class PolicyDesk(IPolicyStore store, TimeProvider time)
{
    /// <summary>What is in force, read anew.</summary>
    public Task<PolicyVersion> GetAsync(Shop shop, CancellationToken cancellationToken) => store.GetAsync(shop.Id, cancellationToken);

    /// <summary>Every version, newest first.</summary>
    public IAsyncEnumerable<PolicyVersion> ListAsync(Shop shop, CancellationToken cancellationToken) => store.ListAsync(shop.Id, cancellationToken);

    /// <summary>What a text asks for, and everything that is wrong with it.</summary>
    public static PolicyReading Read(string json, Shop shop)
    {
        var reading = PolicyJson.Read(json);
        return reading.Problems.IsEmpty ? reading with { Problems = [.. PolicyChecks.Problems(reading.Overrides, shop.BusinessModel)] } : reading;
    }

    /// <summary>
    /// Puts a policy in force, now. Null: not the version that the sender saw is in force any more, and nothing was written. The same again writes
    /// nothing either and answers what is there.
    /// </summary>
    /// <param name="shop">Whose.</param>
    /// <param name="overrides">Checked ones.</param>
    /// <param name="seen">The number of the version that the sender changed.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
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

        // A clock that went back must not put a version in force before the one that it replaces.
        var from = time.GetUtcNow();
        var version = new PolicyVersion(now.Number + 1, from > now.From ? from : now.From, overrides);
        return await store.AddAsync(shop.Id, version, cancellationToken) == WriteResult.Written ? version : null;
    }
}
