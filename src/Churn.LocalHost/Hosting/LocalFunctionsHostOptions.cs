using Azure.Storage.Queues;
using Churn.LocalHost.Queues;
using Churn.LocalHost.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

public sealed record LocalFunctionsHostOptions
{
    public const int UsualPort = 7071;

    /// <summary>The classes with the `[Function]` methods to host, usually an assembly's GetExportedTypes().</summary>
    public required IReadOnlyList<Type> FunctionClasses { get; init; }

    /// <summary>Adds the services that the function app's Program adds.</summary>
    public Action<IServiceCollection, IConfiguration> ConfigureServices { get; init; } = (_, _) => { };

    /// <summary>Runs after <see cref="ConfigureServices"/> and before the first trigger. It creates tables, for example.</summary>
    public Func<IServiceProvider, CancellationToken, Task> PrepareAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>App settings, with keys in the form of configuration.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>If set, it replaces the setting `AzureWebJobsStorage`.</summary>
    public string? StorageConnection { get; init; }

    /// <summary>Queue functions with messages that may be delayed for days, so that a drain does not wait for them.</summary>
    public IReadOnlyList<string> LeftWaiting { get; init; } = [];

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    public HostFile HostFile { get; init; } = new();

    /// <summary>Changes the options of the triggers' queue clients.</summary>
    public Action<QueueClientOptions> ConfigureQueues { get; init; } = _ => { };

    public TimeSpan Lease { get; init; } = QueueListenerOptions.UsualLease;

    /// <summary>How long a stop waits for running work.</summary>
    public TimeSpan StopTimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether timers run by their schedules. If not, <see cref="LocalFunctionsHost.RunFunctionAsync"/> can still run them.
    /// </summary>
    public bool RunTimers { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The seed of the random spread of the queues' polling.</summary>
    public int Seed { get; init; }

    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = _ => { };
}
