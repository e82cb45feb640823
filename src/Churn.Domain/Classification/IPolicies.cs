using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>The policy in force for a shop.</summary>
public interface IPolicies
{
    Policy For(Shop shop);
}
