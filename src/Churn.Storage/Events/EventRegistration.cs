using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Events;

/// <summary>Wires where events go: Service Bus when it is configured, else the storage queue.</summary>
public static class EventRegistration
{
    /// <summary>How often a send that failed or was throttled is tried again before the row keeps the event for later; waits double from a second on.</summary>
    private const int Tries = 4;

    /// <summary>Key of a client that does not wait long for a session: most of the time nobody sends.</summary>
    public const string Inbox = "inbox";

    private static readonly TimeSpan InboxWait = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddEventSinks(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ServiceBusOptions.Setting);
        services.AddOptions<ServiceBusOptions>().Configure(options =>
        {
            options.ConnectionString = section.Value ?? "";
            options.FullyQualifiedNamespace = section["fullyQualifiedNamespace"] ?? "";
            options.ClientId = section["clientId"] ?? "";
            options.EventsTopic = section["EventsTopic"] ?? options.EventsTopic;
            options.OrdersQueue = section["OrdersQueue"] ?? options.OrdersQueue;
        }).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => Client(provider.GetRequiredService<IOptions<ServiceBusOptions>>().Value, Tries, TimeSpan.FromSeconds(15)));
        services.TryAddKeyedSingleton(Inbox, (provider, _) => Client(provider.GetRequiredService<IOptions<ServiceBusOptions>>().Value, 0, InboxWait));
        services.TryAddSingleton<IOrderInbox>(provider => provider.GetRequiredService<IOptions<ServiceBusOptions>>().Value.IsConfigured
            ? ActivatorUtilities.CreateInstance<ServiceBusInbox>(provider)
            : new NoInbox());
        services.TryAddSingleton<QueueEventSink>();
        services.TryAddSingleton<ServiceBusEventSink>();
        services.TryAddSingleton<EndpointSink>();
        services.TryAddSingleton<IEventSink>(provider => new LoggedEventSink(Sinks(provider), provider.GetRequiredService<ILogger<LoggedEventSink>>()));
        return services;
    }

    private static IReadOnlyList<IEventSink> Sinks(IServiceProvider provider) => provider.GetRequiredService<IOptions<ServiceBusOptions>>().Value.IsConfigured
        ? [provider.GetRequiredService<ServiceBusEventSink>(), provider.GetRequiredService<EndpointSink>()]
        : [provider.GetRequiredService<QueueEventSink>(), provider.GetRequiredService<EndpointSink>()];

    private static ServiceBusClient Client(ServiceBusOptions options, int tries, TimeSpan timeout)
    {
        var retries = new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions { Mode = ServiceBusRetryMode.Exponential, Delay = TimeSpan.FromSeconds(1), MaxRetries = tries, TryTimeout = timeout },
        };
        return options.ConnectionString.Length > 0
            ? new ServiceBusClient(options.ConnectionString, retries)
            : new ServiceBusClient(options.FullyQualifiedNamespace, Credential(options), retries);
    }

    private static TokenCredential Credential(ServiceBusOptions options) => options.ClientId.Length > 0
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.ClientId))
        : new DefaultAzureCredential();
}
