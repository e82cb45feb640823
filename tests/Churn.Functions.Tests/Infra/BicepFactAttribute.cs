namespace Churn.Functions.Tests.Infra;

/// <summary>A test that needs the Bicep compiler, and is skipped with the reason where there is none.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.Path is null ? BicepCompiler.Missing : null;
}
