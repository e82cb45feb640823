using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>Every shop by the defaults of its business model.</summary>
public sealed class DefaultPolicies : IPolicies
{
    public Policy For(Shop shop) => Policy.For(shop.BusinessModel);
}
