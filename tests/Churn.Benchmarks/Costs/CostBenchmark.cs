using Churn.TestSupport;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Costs;

namespace Churn.Benchmarks.Costs;

/// <summary>Computes docs/cost.md's figures from counted requests and the prices of docs/cost.json.</summary>
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
            var written = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "cost.md")).Contains(figures, StringComparison.Ordinal);
            Console.WriteLine(written ? "docs/cost.md says the same." : "docs/cost.md DIFFERS: put the figures above there.");
            return written ? 0 : 1;
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
