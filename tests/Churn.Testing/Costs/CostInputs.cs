using System.Text.Json;

namespace Churn.Testing.Costs;

/// <summary>docs/cost.json: unit prices with their date and source, and what is assumed about a shop and an instance.</summary>
public sealed record CostInputs(CostPrices Prices, CostAssumptions Assumed)
{
    public static CostInputs Read() => JsonSerializer.Deserialize<CostInputs>(
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "cost.json")), JsonSerializerOptions.Web)!;
}

/// <summary>The amounts that Azure bills, per month.</summary>
public sealed record CostAmounts(double Executions, double GbSeconds, double Tables, double Queues);
