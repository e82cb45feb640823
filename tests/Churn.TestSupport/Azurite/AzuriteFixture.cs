using Churn.LocalHost.Azurite;
using Xunit;

namespace Churn.TestSupport.Azurite;

/// <summary>An Azurite of the test class's own: in memory, on free ports, installed on first use.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>All accounts reach Azurite in one environment variable, which holds some 1,300 of them.</summary>
    private const int Accounts = 1_000;

    private AzuriteProcess? _process;
    private int _taken;

    public string ConnectionString => Endpoints.ConnectionString;

    public Uri TableEndpoint => Endpoints.Table;

    public Uri QueueEndpoint => Endpoints.Queue;

    private AzuriteEndpoints Endpoints => (_process ?? throw new InvalidOperationException("The fixture was not initialized.")).Endpoints;

    /// <summary>An account without tables and queues that no other test has: the app's names are the same everywhere.</summary>
    public AzuriteEndpoints NewAccount() => Interlocked.Increment(ref _taken) is var number and <= Accounts
        ? Endpoints.Of(Account(number))
        : throw new InvalidOperationException($"{Accounts} accounts are not enough for the tests that share an Azurite.");

    public async Task InitializeAsync()
    {
        var options = AzuriteOptions.InMemory with { MoreAccounts = [.. Enumerable.Range(1, Accounts).Select(Account)] };
        _process = await AzuriteProcess.StartAsync(
            options, AzuriteInstaller.Default(), NodeTools.FromEnvironment(), Console.Error.WriteLine);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static string Account(int number) => $"account{number}";
}
