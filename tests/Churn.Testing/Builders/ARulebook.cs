using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Testing.Builders;

/// <summary>Makes rulebooks of shops for which no model was fitted yet.</summary>
public static class ARulebook
{
    public static Rulebook For(BusinessModel model) => With(Policy.For(model));

    public static Rulebook With(Policy policy) => new(policy, ShopModel.None);
}
