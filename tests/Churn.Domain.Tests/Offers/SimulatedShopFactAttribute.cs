using System.Globalization;

namespace Churn.Domain.Tests.Offers;

/// <summary>A fact about two hundred shops from their orders on, which takes too long for every build.</summary>
internal sealed class SimulatedShopFactAttribute : FactAttribute
{
    private const string Variable = "CHURN_SIMULATED_BUYERS";

    public SimulatedShopFactAttribute() =>
        Skip = Buyers is null ? $"takes many minutes: set {Variable} to the buyers of a shop, such as 400; UpliftSimulationTests asks the same of offers alone" : null;

    /// <summary>Buyers of a shop; null: not asked for.</summary>
    internal static int? Buyers { get; } = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var asked) ? asked : null;
}
