namespace Churn.Functions.Tests.Webhooks;

/// <summary>A theory that needs <c>../shared</c>, and says so where it is not.</summary>
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedPayloads.WhyNot;
}
