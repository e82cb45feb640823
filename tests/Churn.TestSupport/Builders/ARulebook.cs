using Churn.Domain.Classification;
using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Builders;

/// <summary>Rulebooks of shops of which nothing was learned.</summary>
public static class ARulebook
{
    public static Rulebook For(BusinessModel model) => With(Policy.For(model));

    public static Rulebook With(Policy policy) => new(policy, ShopModel.None);
}
