using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>Every shop by the defaults of its business model, nothing learned: for tools and tests without storage.</summary>
public sealed class DefaultRulebooks : IRulebooks
{
    public ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Rulebook(Policy.For(shop.BusinessModel), ShopModel.None));

    public Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken) => ForAsync(shop, cancellationToken).AsTask();
}
