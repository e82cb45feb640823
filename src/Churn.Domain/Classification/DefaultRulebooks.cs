using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>Every shop by the defaults of its business model, nothing learned.</summary>
public sealed class DefaultRulebooks : IRulebooks
{
    public ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Rulebook(Policy.For(shop.BusinessModel), ShopModel.None));
}
