using Churn.Cli.CommandLine;
using Churn.Functions;
using Churn.LocalHost.Azurite;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Storage;
using Churn.Storage.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Churn.Cli.Commands;

/// <summary>
/// The app's services over a storage, without triggers, for commands that inspect or repair data while the app runs
/// elsewhere or not at all.
/// </summary>
internal sealed class LocalServices : IAsyncDisposable
{
    private readonly LocalStorage? _storage;
    private readonly ServiceProvider _services;

    private LocalServices(LocalStorage? storage, ServiceProvider services)
    {
        _storage = storage;
        _services = services;
    }

    public static async Task<LocalServices> OpenAsync(
        StorageChoice options, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        // The deployment creates the tables and queues of an account in Azure. A person who only reads may lack the permission to do so.
        if (options.Account is { } account)
            return new(null, Build(new(AccountSettings.Over(settings, account), StringComparer.OrdinalIgnoreCase), options));

        // JSON is read by another program, so messages about the storage go to the standard error.
        Action<string> tell = options.Json ? Console.Error.WriteLine : Console.WriteLine;
        var storage = options.InMemory
            ? LocalStorage.InMemory
            : await LocalStorage.OpenAsync(options.Connection ?? settings.GetValueOrDefault(AppSettings.Storage), tell, cancellationToken);
        var services = Build(new(settings, StringComparer.OrdinalIgnoreCase) { [AppSettings.Storage] = storage.ConnectionString }, options);
        var opened = new LocalServices(storage, services);
        try
        {
            await opened.Get<StorageProvisioner>().CreateAsync(cancellationToken);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_storage is not null)
            await _storage.DisposeAsync();
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings, StorageChoice options)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return (options.InMemory ? new ServiceCollection().AddMemoryStorage() : new ServiceCollection())
            .AddLogging(logging =>
            {
                logging.SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Warning);
                ChurnApp.LogToConsole(logging);
            })
            .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = options.Json ? LogLevel.Trace : LogLevel.None)
            .AddSingleton<IConfiguration>(configuration)
            .AddChurn(configuration)
            .BuildServiceProvider();
    }
}
