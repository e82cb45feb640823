using System.Globalization;
using System.Text.Json.Nodes;
using Churn.Domain.Reports;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// Runs `report`, `offers` and `explain` as a shop's people type them, each in a process of its own, and compares them with the API's
/// answers for the same shop.
/// </summary>
public sealed class InspectCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Day = "2025-05-14";
    private const string Shop = "demo";

    [Fact]
    public async Task Look_AtAPlayedShop_SaysWhatTheApiSays()
    {
        var none = await RunAsync("report");
        await using var shop = await PlayAsync();

        var report = await RunAsync("report");
        var answered = ReportJson.Read(await shop.BytesAsync($"/api/shops/{Shop}/reports/latest"));
        var offers = await RunAsync("offers");
        var client = await RunAsync("explain", "customer:101", "--date", Day);

        Assert.Equal((1, 0, 0, 0), (none.Exit, report.Exit, offers.Exit, client.Exit));
        Assert.Contains("has no report yet", none.Output, StringComparison.Ordinal);
        Assert.Matches(@$"Buyers\s+\S\s+{answered.Figures.Single(figure => figure.Id == "buyers").Value}\s", report.Output);
        var revenue = answered.Figures.Single(figure => figure.Id == "revenue").Value!.Value / 100;
        Assert.Contains(revenue.ToString("N2", CultureInfo.InvariantCulture), report.Output, StringComparison.Ordinal);
        Assert.Matches(@"returning\s+\S\s+client", report.Output);
        Assert.Matches(@"\d offer\(s\); held-out offers are listed only by --state heldout\.", offers.Output);
        Assert.Contains("Client", client.Output, StringComparison.Ordinal);
        Assert.Matches(@"What would be offered", client.Output);
        Assert.Matches(@"Orders, oldest first", client.Output);

        var latest = JsonNode.Parse(await shop.BytesAsync($"/api/shops/{Shop}/reports/latest"));
        Assert.True(JsonNode.DeepEquals(latest, await JsonAsync("report")));
        var explained = JsonNode.Parse(await shop.BytesAsync($"/api/shops/{Shop}/buyers/customer:101/explain?asOf={Day}"));
        Assert.True(JsonNode.DeepEquals(explained, await JsonAsync("explain", "customer:101", "--date", Day)));
        var listed = (await JsonAsync("offers", "--kind", "loyalty"))!.AsArray();
        Assert.NotEmpty(listed);
        Assert.All(listed, offer => Assert.Equal("loyalty", (string)offer!["kind"]!));
    }

    private async Task<RunningShop> PlayAsync()
    {
        var shop = await RunningShop.OpenAsync(azurite, new DateTimeOffset(2025, 5, 14, 10, 0, 0, TimeSpan.Zero));
        var orders = Sales.Steady(1_000, 101, "2024-05-01", 40)
            .Concat(Sales.Steady(1_100, 102, "2024-05-01", 200))
            .Concat(Sales.Steady(1_200, 106, "2023-06-01", 40));
        foreach (var order in orders)
            await shop.SendAsync(PlayedShop.OrdersTopic, order);
        await shop.DrainAsync();
        await shop.RunAsync("FlagOffers");
        await shop.RunAsync("NightlyReclassification");
        return shop;
    }

    private async Task<JsonNode?> JsonAsync(params string[] arguments)
    {
        await using var host = LocalHostProcess.Start([], [.. arguments, "--shop", Shop, "--storage", azurite.ConnectionString, "--json"]);
        Assert.Equal(0, await host.ExitAsync(TimeSpan.FromMinutes(5)));
        return JsonNode.Parse(host.Output);
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        await using var host = LocalHostProcess.Start([], [.. arguments, "--shop", Shop, "--storage", azurite.ConnectionString]);
        return (await host.ExitAsync(TimeSpan.FromMinutes(5)), host.Output);
    }
}
