using Churn.LocalHost.Azurite;
using Xunit;

namespace Churn.TestSupport.Azurite;

/// <summary>An Azurite of the test class's own: in memory, on free ports, installed on first use.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _process;

    public string ConnectionString => Endpoints.ConnectionString;

    public Uri TableEndpoint => Endpoints.Table;

    public Uri QueueEndpoint => Endpoints.Queue;

    private AzuriteEndpoints Endpoints => (_process ?? throw new InvalidOperationException("The fixture was not initialized.")).Endpoints;

    public async Task InitializeAsync() =>
        _process = await AzuriteProcess.StartAsync(
            AzuriteOptions.InMemory, AzuriteInstaller.Default(), NodeTools.FromEnvironment(), Console.Error.WriteLine);

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
