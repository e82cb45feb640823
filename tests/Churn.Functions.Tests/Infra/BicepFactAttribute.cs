namespace Churn.Functions.Tests.Infra;

/// <summary>A test that needs the Bicep compiler. If there is none, it is skipped and says why.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.Path is null ? BicepCompiler.Missing : null;
}
