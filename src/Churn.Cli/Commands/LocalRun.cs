using Churn.Cli.CommandLine;
using Churn.LocalHost;
using Churn.LocalHost.Azurite;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Queues;
using Churn.LocalHost.Settings;
using Microsoft.Extensions.Logging;

namespace Churn.Cli.Commands;

/// <summary>The settings, the storage and the hosted app of a command. They are disposed of in the right sequence.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    private readonly LocalStorage _storage;

    private LocalRun(LocalStorage storage, LocalFunctionsHost host)
    {
        _storage = storage;
        Host = host;
    }

    public LocalFunctionsHost Host { get; }

    public static IReadOnlyDictionary<string, string?> LoadSettings() =>
        AppSettings.Load(RepositoryRoot.Find(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory());

    public static async Task<LocalRun> StartAsync(
        HostingOptions options,
        IReadOnlyDictionary<string, string?> settings,
        Func<LocalFunctionsHostOptions, LocalFunctionsHostOptions> adjust,
        CancellationToken cancellationToken)
    {
        var storage = options.Storage.InMemory
            ? LocalStorage.InMemory
            : await LocalStorage.OpenAsync(
                options.Storage.Connection ?? settings.GetValueOrDefault(AppSettings.Storage), Console.WriteLine, cancellationToken);
        try
        {
            var app = ChurnApp.Options(WithLogLevel(settings, options), storage.ConnectionString) with
            {
                Lease = options.Lease ?? QueueListenerOptions.UsualLease,
                Seed = Environment.ProcessId,
                ConfigureLogging = ChurnApp.LogToConsole,
            };
            return new(storage, await LocalFunctionsHost.StartAsync(adjust(app), cancellationToken));
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The host releases its messages when it stops, so the storage must still be running.
        await Host.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static Dictionary<string, string?> WithLogLevel(IReadOnlyDictionary<string, string?> settings, HostingOptions options) =>
        new(settings, StringComparer.OrdinalIgnoreCase)
        {
            ["Logging:LogLevel:Default"] = $"{(options.Storage.Verbose ? LogLevel.Debug : options.Log)}",
        };
}
