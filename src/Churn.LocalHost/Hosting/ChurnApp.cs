using Churn.Functions;
using Churn.LocalHost.Settings;
using Churn.Storage;
using Churn.Storage.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

/// <summary>The host's options for the function app Churn.Functions.</summary>
public static class ChurnApp
{
    /// <summary>Returns options with the repository's host.json and the given app settings, on a free port.</summary>
    /// <param name="settings">App settings, with keys in the form of configuration.</param>
    /// <param name="storageConnection">The storage's connection string; null for tables and queues in memory.</param>
    public static LocalFunctionsHostOptions Options(IReadOnlyDictionary<string, string?> settings, string? storageConnection) => new()
    {
        FunctionClasses = typeof(ServiceRegistration).Assembly.GetExportedTypes(),
        ConfigureServices = (services, configuration) =>
            (storageConnection is null ? services.AddMemoryStorage() : services).AddChurn(configuration),
        PrepareAsync = (services, cancellationToken) => services.GetRequiredService<StorageProvisioner>().CreateAsync(cancellationToken),
        HostFile = HostFile.Load(Path.Combine(AppContext.BaseDirectory, HostFile.FileName)),
        LeftWaiting = ["CheckMerge", "PublishEvents", "DeliverEvents"],
        Settings = settings,
        StorageConnection = storageConnection,
    };

    public static void LogToConsole(ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
    });
}
