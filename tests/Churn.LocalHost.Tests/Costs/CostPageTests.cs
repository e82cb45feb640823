using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Costs;

namespace Churn.LocalHost.Tests.Costs;

public sealed class CostPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task CostPage_Figures_AreThoseOfTheCountedRequestsAndThePricesFile()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Root, "docs", "cost.md"));

        var figures = new CostPage(CostInputs.Read(), await CountedRequests.CountAsync(azurite.ConnectionString)).Write();

        Assert.True(page.Contains(figures, StringComparison.Ordinal), $"docs/cost.md does not hold these figures:\n{figures}");
    }

    // The sums are worked out by hand, so that the page is not only compared with its own code.
    [Fact]
    public void Write_RoundNumbers_MakesTheSumsThatAPersonMakes()
    {
        var prices = new CostPrices("2026-01-01", "made up", 1, 0.001, 0, 1_000_000, 1_000_000, 10, 100, 0);
        var assumed = new CostAssumptions(100, 900, 1, 2, 1000, 0, 0, 0, 1, 1, 1);
        var counted = new CountedRequests(
            [("first", new KindRequests(4, 1, 1)), ("known", new KindRequests(2, 1, 0))],
            new CountedMix(2, 2, new KindRequests(6, 2, 1)));

        var text = new CostPage(new CostInputs(prices, assumed), counted).Write();

        // A million orders take 2 million executions, of a second each on 2 GB. Of two orders, one takes 4 requests and an event, the other
        // 2 requests. Each order and each event takes 3 queue requests.
        Assert.Contains("| executions | 2,000,000 | 17 |", text, StringComparison.Ordinal);
        Assert.Contains("| GB-seconds | 2,000,000 | 0 |", text, StringComparison.Ordinal);
        Assert.Contains("| table requests, as billed | 3,000,000 | 1,000 |", text, StringComparison.Ordinal);
        Assert.Contains("| queue requests | 4,500,000 | 48 |", text, StringComparison.Ordinal);
        Assert.Contains("| together, USD | 50,002.00 |", text, StringComparison.Ordinal);
        Assert.Contains("covers 500,000 orders", text, StringComparison.Ordinal);
    }
}
