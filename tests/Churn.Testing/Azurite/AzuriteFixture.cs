using Churn.LocalHost.Azurite;
using Xunit;

namespace Churn.Testing.Azurite;

/// <summary>An Azurite for one test class: in memory, on free ports, installed on first use.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>Number of accounts. Azurite gets all of them in one environment variable, which has room for some 1,300.</summary>
    private const int Accounts = 1_000;

    private AzuriteProcess? _process;
    private int _taken;

    public string ConnectionString => Endpoints.ConnectionString;

    public Uri TableEndpoint => Endpoints.Table;

    public Uri QueueEndpoint => Endpoints.Queue;

    private AzuriteEndpoints Endpoints => (_process ?? throw new InvalidOperationException("The fixture was not initialized.")).Endpoints;

    /// <summary>Returns an empty account that no other test uses. The app's table and queue names are the same in every test.</summary>
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
