using System.Text.Json;

namespace Churn.TestSupport.Costs;

/// <summary>docs/cost.json: unit prices with their date and source, and what is assumed of a shop and of an instance.</summary>
public sealed record CostInputs(CostPrices Prices, CostAssumptions Assumed)
{
    public static CostInputs Read() => JsonSerializer.Deserialize<CostInputs>(
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "cost.json")), JsonSerializerOptions.Web)!;
}
