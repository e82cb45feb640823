using System.Globalization;

namespace Churn.Domain.Tests.Offers;

/// <summary>A fact about two hundred shops, simulated from their orders on. It takes too long for every build.</summary>
internal sealed class SimulatedShopFactAttribute : FactAttribute
{
    private const string Variable = "CHURN_SIMULATED_BUYERS";

    public SimulatedShopFactAttribute() =>
        Skip = Buyers is null
            ? $"takes a minute and a half with 400 buyers a shop: set {Variable} to that; "
                + "UpliftSimulationTests asks the same of offers alone"
            : null;

    /// <summary>The number of buyers per shop; null if the variable does not ask for these tests.</summary>
    internal static int? Buyers { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var asked) ? asked : null;
}
