using Churn.Functions;
using Churn.LocalHost.Settings;
using Churn.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

/// <summary>The function app Churn.Functions as the host takes it.</summary>
public static class ChurnApp
{
    /// <summary>With the repository's host.json and the given app settings; on a free port.</summary>
    public static LocalFunctionsHostOptions Options(IReadOnlyDictionary<string, string?> settings, string storageConnection) => new()
    {
        FunctionClasses = typeof(ServiceRegistration).Assembly.GetExportedTypes(),
        ConfigureServices = (services, configuration) => services.AddChurn(configuration),
        PrepareAsync = (services, cancellationToken) => services.GetRequiredService<StorageProvisioner>().CreateAsync(cancellationToken),
        HostFile = HostFile.Load(Path.Combine(AppContext.BaseDirectory, HostFile.FileName)),
        LeftWaiting = ["SearchOrder", "PublishEvents", "DeliverEvents"],
        Settings = settings,
        StorageConnection = storageConnection,
    };

    public static void LogToConsole(ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
    });
}
