using Azure.Storage.Queues;
using Churn.LocalHost.Functions;
using Churn.LocalHost.Queues;
using Churn.Storage.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

internal sealed class QueueListenerFactory(
    LocalFunctionsHostOptions options, IServiceProvider services, FunctionInvoker invoker, ILoggerFactory loggers)
{
    private const string PoisonSuffix = "-poison";
    private const int LongestQueueName = 63;

    private int _created;

    public async Task<QueueListener> CreateAsync(
        FunctionDescriptor function, QueueFunctionTrigger trigger, CancellationToken cancellationToken)
    {
        var queue = Client(trigger, trigger.QueueName);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var poisonName = trigger.QueueName + PoisonSuffix;
        var hasPoison = !trigger.QueueName.EndsWith(PoisonSuffix, StringComparison.Ordinal) && poisonName.Length <= LongestQueueName;
        return new(
            queue,
            hasPoison ? Client(trigger, poisonName) : null,
            (message, token) => invoker.InvokeAsync(
                new(function, QueueMessageBinder.Bind(message, function.TriggerParameter.ParameterType))
                {
                    BindingData = QueueMessageBinder.Metadata(message),
                },
                token),
            new()
            {
                FunctionName = function.Name,
                Settings = options.HostFile.Queues,
                Lease = options.Lease,
                Time = options.Time,
                Random = new Random(options.Seed + _created++),
            },
            loggers.CreateLogger($"Function.{function.Name}"));
    }

    private QueueClient Client(QueueFunctionTrigger trigger, string name)
    {
        // Queues in memory have no connection string.
        if (services.GetService<QueueServiceClient>() is MemoryQueueServiceClient memory)
        {
            return memory.GetQueueClient(name);
        }

        var client = new QueueClientOptions
        {
            MessageEncoding = options.HostFile.Queues.Base64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None,
        };
        options.ConfigureQueues(client);
        return new QueueClient(StorageConnections.Find(services.GetRequiredService<IConfiguration>(), trigger.Connection), name, client);
    }
}

internal static class StorageConnections
{
    /// <summary>Finds a trigger's connection like the real host: `AzureWebJobs{name}` before `{name}`.</summary>
    public static string Find(IConfiguration configuration, string name)
    {
        string[] keys = [$"ConnectionStrings:AzureWebJobs{name}", $"AzureWebJobs{name}", $"ConnectionStrings:{name}", name];
        return keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?? throw new LocalHostException(
                $"The setting '{name}' holds no storage connection string: add it to \"Values\" in local.settings.json.");
    }
}
