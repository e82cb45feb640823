using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>The rulebook in force for a shop. Answers from memory nearly always, so that asking for every order costs nothing.</summary>
public interface IRulebooks
{
    ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken);

    /// <summary>
    /// What was in force at the end of a day (the shop's): the policy of that instant, and the model of the last run up to it. Read anew, a few requests.
    /// </summary>
    Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken);
}
