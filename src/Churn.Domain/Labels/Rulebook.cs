using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels;

/// <summary>
/// What a label depends on besides the buyer's facts and the day: the shop's policy and what its nightly runs learned. Both carry a
/// version, so that a label can be computed again later.
/// </summary>
/// <param name="Policy">The numbers of the rules.</param>
/// <param name="Model">What was learned from the shop's own orders.</param>
public sealed record Rulebook(Policy Policy, ShopModel Model);

/// <summary>Gives every shop the default policy of its business model and no learned model, for tools and tests without storage.</summary>
public sealed class DefaultRulebooks : IRulebooks
{
    public ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Rulebook(Policy.For(shop.BusinessModel), ShopModel.None));

    public Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken) =>
        ForAsync(shop, cancellationToken).AsTask();
}

/// <summary>Finds the rulebook in force for a shop. It nearly always answers from memory, so it can be called for every order.</summary>
public interface IRulebooks
{
    ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the rulebook at the end of a day (the shop's): the policy in force then, and the model of the last run up to then. It is
    /// always read from storage, a few requests.
    /// </summary>
    Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken);
}
