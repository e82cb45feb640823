namespace Churn.Domain.Classification;

/// <summary>How much of the shop's own people's attention a buyer should get.</summary>
public enum Priority
{
    Low,

    Medium,

    High,
}
