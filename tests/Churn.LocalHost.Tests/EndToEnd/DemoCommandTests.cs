using Churn.Domain.Reports;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Runs `demo --stay` as a person types it who has just cloned the repository.</summary>
public sealed class DemoCommandTests
{
    private const string Named = "The dashboard: ";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task DemoStay_HavingPlayed_NamesTheDashboardServesItsReportAndEndsWhenAskedTo()
    {
        await using var host = LocalHostProcess.Start([], "demo", "--stay", "--port", "0");
        var line = await host.LineAsync(Named, Limit);
        var address = new Uri(line[Named.Length..line.IndexOf(" (no key needed)", StringComparison.Ordinal)]);
        using var client = new HttpClient();

        var page = await client.GetStringAsync(address);
        var report = ReportJson.Read(await client.GetByteArrayAsync(new Uri(address, "/api/shops/demo/reports/latest")));

        Assert.Equal(("/api/dashboard", "#demo"), (address.AbsolutePath, address.Fragment));
        Assert.Contains("<title>Customers into clients</title>", page, StringComparison.Ordinal);
        Assert.True(report.Figures.Single(figure => figure.Id == "buyers").Value > 100, "The shop has at most 100 buyers.");
        Assert.NotEmpty(report.Offers);
        if (!OperatingSystem.IsWindows())
        {
            host.AskToStop();
            Assert.Equal(0, await host.ExitAsync(Limit));
        }
    }
}
