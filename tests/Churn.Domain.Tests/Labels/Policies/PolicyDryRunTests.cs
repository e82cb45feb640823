using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Labels.Policies;

public sealed class PolicyDryRunTests
{
    private static readonly Shop Shop = AShop.Named("dry");
    private static readonly DateOnly Today = new(2026, 5, 14);

    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task RunAsync_MorePurchasesAskedOfClients_CountsThoseWhoWouldStepBack()
    {
        for (var buyer = 0; buyer < 40; buyer++)
        {
            await BuyAsync($"client{buyer}", "2025-01-10", "2025-07-10", "2026-01-10");
            await BuyAsync($"once{buyer}", "2026-05-01");
        }

        var result = await RunAsync("clientPurchaseDays", 4);

        Assert.Equal([new PolicyMove("Client", "Returning", 40)], result.Effect.Relationships);
        Assert.Equal((80L, 40L, 256), (result.Effect.Buyers, result.Effect.Moved, result.Buckets));
        Assert.Equal(
            [
                "40 clients would become returning.",
                "0 VIPs are within a week of renewal: without an order until 21 May they stop being VIPs by today's policy; "
                + "by the changed one it would be 0.",
            ],
            DryRunText.Describe(result));
    }

    [Fact]
    public async Task RunAsync_AVipWhoseGraceEndsWithTheMonth_IsWithinAWeekOfRenewal()
    {
        // The purchases of the twelve months to February are worth enough. With three months of grace the buyer is a VIP until the end of
        // May.
        await BuyAsync("vip", "2024-10-01", "2025-01-10", "2025-02-20=60000", "2025-06-10");

        var before = await RunAsync("clientPurchaseDays", 2, new DateOnly(2026, 5, 24));
        var within = await RunAsync("clientPurchaseDays", 2, new DateOnly(2026, 5, 25));

        Assert.Equal((0L, 1L), (before.Effect.VipsAtRenewal, within.Effect.VipsAtRenewal));
        Assert.Contains(
            "1 VIP is within a week of renewal: without an order until 1 June",
            DryRunText.Describe(within)[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_EnoughBuyersEarly_StopsAtWholeBucketsAndSaysAbout()
    {
        for (var buyer = 0; buyer < 400; buyer++)
        {
            await BuyAsync($"b{buyer}", "2026-05-01");
        }

        var policy = Policy.For(Shop.BusinessModel) with { CycleDays = 5, LearnCycle = false };
        var sample = await new PolicyDryRun(_scenario.Buyers, new DefaultRulebooks()).RunAsync(Shop, policy, Today, 100, default);

        Assert.InRange(sample.Effect.Buyers, 100, 200);
        Assert.True(sample.Buckets < Buckets.Count);
        Assert.StartsWith("About ", DryRunText.Describe(sample)[0], StringComparison.Ordinal);
        var said = long.Parse(DryRunText.Describe(sample)[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(said, 280, 560);
    }

    [Fact]
    public async Task RunAsync_TheSamePolicy_MovesNobody()
    {
        await BuyAsync("a", "2025-01-10", "2025-07-10", "2026-01-10");

        var result = await RunAsync("clientPurchaseDays", 3);

        Assert.Empty(result.Effect.Relationships);
        Assert.Equal("None of 1 buyers would change a label.", DryRunText.Describe(result)[0]);
    }

    private Task<DryRunResult> RunAsync(string number, long value, DateOnly? asOf = null)
    {
        var overrides = PolicyOverrides.None with { Numbers = PolicyOverrides.None.Numbers.Add(number, value) };
        var policy = overrides.Apply(Shop.BusinessModel, 0);
        return new PolicyDryRun(_scenario.Buyers, new DefaultRulebooks())
            .RunAsync(Shop, policy, asOf ?? Today, PolicyDryRun.EnoughBuyers, default);
    }

    private async Task BuyAsync(string buyer, params string[] days)
    {
        foreach (var day in days)
        {
            var (date, total) = day.Split('=') is [var one, var worth]
                ? (one, long.Parse(worth, System.Globalization.CultureInfo.InvariantCulture))
                : (day, 1_000L);
            var order = AnOrder.Of(Shop, $"{buyer}-{date}", $"{date}T10:00:00Z", $"{buyer}@example.org", total: total);
            await _scenario.Recorder.RecordAsync(order, default);
        }
    }
}
