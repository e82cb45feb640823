namespace Churn.Functions.Tests.Infra;

/// <inheritdoc cref="BicepFactAttribute"/>
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCompiler.Path is null ? BicepCompiler.Missing : null;
}
