using System.Net;
using System.Net.Sockets;
using Churn.LocalHost.Azurite;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.Azurite;

public sealed class AzuriteProcessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task AskAsync_RunningAzurite_IsRecognisedPerService()
    {
        Assert.Equal(AzuriteAnswer.Azurite, await AzuriteProbe.AskAsync(azurite.TableEndpoint, "Table"));
        Assert.Equal(AzuriteAnswer.Azurite, await AzuriteProbe.AskAsync(azurite.QueueEndpoint, "Queue"));
        Assert.Equal(AzuriteAnswer.SomethingElse, await AzuriteProbe.AskAsync(azurite.QueueEndpoint, "Table"));
    }

    [Fact]
    public async Task AskAsync_ClosedPort_IsNothing()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(AzuriteAnswer.Nothing, await AzuriteProbe.AskAsync(new Uri($"http://127.0.0.1:{port}"), "Table"));
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysWhichPortsAndWhatToDo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(
            new AzuriteOptions { TablePort = taken }, AzuriteInstaller.Default(), NodeTools.FromEnvironment(), _ => { }));

        Assert.Contains($"{taken}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("taken by something else", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NodeMissing_SaysHowToInstallIt()
    {
        var tools = new NodeTools(searchPath: "");
        var folder = Directory.CreateTempSubdirectory("churn-azurite-");
        try
        {
            var exception = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(
                AzuriteOptions.InMemory, new AzuriteInstaller(folder.FullName, tools), tools, _ => { }));

            Assert.Contains("Node.js 20", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
