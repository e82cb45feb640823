using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Runs `serve` as a newcomer types it, in a process of its own.</summary>
public sealed partial class ServeCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Serve_Started_EndsWithAddressesThatAnswer()
    {
        await using var host = LocalHostProcess.Start([], "serve", "--port", "0", "--storage", azurite.ConnectionString);
        await host.LineAsync("Ctrl+C stops.", TimeSpan.FromMinutes(2));
        var addresses = Address().Matches(host.Output)
            .ToDictionary(match => match.Groups[1].Value, match => new Uri(match.Groups[2].Value));
        using var client = new HttpClient();

        Assert.Equal(["Dashboard of demo", "Webhooks of demo", "Health", "API"], addresses.Keys);
        foreach (var name in (string[])["Dashboard of demo", "Health", "API"])
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(addresses[name])).StatusCode);
        }

        // This webhook has no signature.
        var unsigned = await client.PostAsync(addresses["Webhooks of demo"], JsonContent.Create(new object()));
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    [GeneratedRegex("^  (\\S.*?)  +(http\\S+)", RegexOptions.Multiline)]
    private static partial Regex Address();
}
