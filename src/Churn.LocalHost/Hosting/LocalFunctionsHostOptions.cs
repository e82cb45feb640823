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

    /// <summary>Whose `[Function]` methods are hosted: usually an assembly's GetExportedTypes().</summary>
    public required IReadOnlyList<Type> FunctionClasses { get; init; }

    /// <summary>What the function app's Program adds to its services.</summary>
    public Action<IServiceCollection, IConfiguration> ConfigureServices { get; init; } = (_, _) => { };

    /// <summary>Runs after <see cref="ConfigureServices"/> and before the first trigger: creates tables and the like.</summary>
    public Func<IServiceProvider, CancellationToken, Task> PrepareAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>App settings, keys as configuration has them.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Comes over `AzureWebJobsStorage`.</summary>
    public string? StorageConnection { get; init; }

    /// <summary>Queue functions whose messages wait for days, so that nobody waits for them to be worked off.</summary>
    public IReadOnlyList<string> LeftWaiting { get; init; } = [];

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    public HostFile HostFile { get; init; } = new();

    /// <summary>Changes the clients of the triggers' queues.</summary>
    public Action<QueueClientOptions> ConfigureQueues { get; init; } = _ => { };

    public TimeSpan Lease { get; init; } = QueueListenerOptions.UsualLease;

    /// <summary>How long a stop waits for what is in flight.</summary>
    public TimeSpan StopTimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>False leaves the timers alone; <see cref="LocalFunctionsHost.RunFunctionAsync"/> still runs them.</summary>
    public bool RunTimers { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Spreads the polling of the queues.</summary>
    public int Seed { get; init; }

    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = _ => { };
}
