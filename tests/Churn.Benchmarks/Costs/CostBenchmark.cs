using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Costs;

namespace Churn.Benchmarks.Costs;

/// <summary>Computes the figures of docs/cost.md from counted requests and the prices in docs/cost.json.</summary>
internal sealed class CostBenchmark : IBenchmark
{
    public string Name => "cost";

    public string Purpose => "what a million orders, and a million buyers a month, cost: the figures of docs/cost.md";

    public async Task<int> RunAsync(string[] args)
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        try
        {
            var figures = new CostPage(CostInputs.Read(), await CountedRequests.CountAsync(azurite.ConnectionString)).Write();
            Console.Write(figures);
            var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "cost.md"));
            var written = page.Contains(figures, StringComparison.Ordinal);
            Console.WriteLine(written ? "docs/cost.md says the same." : "docs/cost.md DIFFERS: put the figures above there.");
            return written ? 0 : 1;
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
