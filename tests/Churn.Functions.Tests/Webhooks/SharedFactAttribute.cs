namespace Churn.Functions.Tests.Webhooks;

/// <summary>A fact that needs <c>../shared</c>, and says so where it is not.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedPayloads.WhyNot;
}
