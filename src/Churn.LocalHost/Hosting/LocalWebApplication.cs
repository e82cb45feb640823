using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

/// <summary>Builds the web server and the service container for the functions.</summary>
internal static class LocalWebApplication
{
    // The limit of the real host. A function may set a lower one itself.
    private const long LargestBody = 100_000_000;

    public static WebApplication Build(LocalFunctionsHostOptions options)
    {
        // The empty builder has no defaults: no appsettings.json, no logging and no handling of signals.
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Development });
        Configure(builder.Configuration, options);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        options.ConfigureLogging(builder.Logging);

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Services.AddRouting();
        builder.Services.AddMvcCore();
        options.ConfigureServices(builder.Services, builder.Configuration);

        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeLimit);
        return builder.Build();
    }

    private static void Configure(ConfigurationManager configuration, LocalFunctionsHostOptions options)
    {
        configuration.AddInMemoryCollection([KeyValuePair.Create("Logging:LogLevel:Microsoft", (string?)"Warning")]);
        configuration.AddInMemoryCollection(options.HostFile.LogLevels.Select(pair =>
            KeyValuePair.Create($"Logging:LogLevel:{(pair.Key == "default" ? "Default" : pair.Key)}", (string?)pair.Value)));
        configuration.AddInMemoryCollection(options.Settings);
        if (options.StorageConnection is { } connection)
            configuration.AddInMemoryCollection([KeyValuePair.Create("AzureWebJobsStorage", (string?)connection)]);
    }
}

/// <summary>A lifetime that does not handle the process's signals, because Program handles them, and a test must not.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
