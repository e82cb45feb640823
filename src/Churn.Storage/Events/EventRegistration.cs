using Azure.Messaging.ServiceBus;
using Churn.Domain.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Events;

/// <summary>Registers where events go: Service Bus and the storage queue if they are configured, and the endpoints of shops.</summary>
public static class EventRegistration
{
    /// <summary>
    /// How often a failed or throttled send is tried again before the buyer's row keeps the event for later. The first wait is one second,
    /// and each wait doubles.
    /// </summary>
    private const int Tries = 4;

    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddEventSinks(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(EventOptions.ServiceBus);
        services.AddOptions<EventOptions>().Configure(options =>
        {
            options.ConnectionString = section.Value ?? "";
            options.FullyQualifiedNamespace = section["fullyQualifiedNamespace"] ?? "";
            options.Sink = configuration[EventOptions.EventSink] ?? "";
        }).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => Client(provider, section));
        services.TryAddSingleton<QueueEventSink>();
        services.TryAddSingleton<ServiceBusEventSink>();
        services.TryAddSingleton<EndpointSink>();
        services.TryAddSingleton<IEventSink>(provider =>
            new LoggedEventSink(Sinks(provider), provider.GetRequiredService<ILogger<LoggedEventSink>>()));
        return services;
    }

    private static IReadOnlyList<IEventSink> Sinks(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<EventOptions>>().Value;
        var sinks = new List<IEventSink>();
        if (options.HasServiceBus)
        {
            sinks.Add(provider.GetRequiredService<ServiceBusEventSink>());
        }

        if (options.HasQueue)
        {
            sinks.Add(provider.GetRequiredService<QueueEventSink>());
        }

        return [.. sinks, provider.GetRequiredService<EndpointSink>()];
    }

    private static ServiceBusClient Client(IServiceProvider provider, IConfigurationSection connection)
    {
        var bus = provider.GetRequiredService<IOptions<EventOptions>>().Value;
        var options = new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                Mode = ServiceBusRetryMode.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxRetries = Tries,
                TryTimeout = TryTimeout,
            },
        };
        return bus.ConnectionString.Length > 0
            ? new ServiceBusClient(bus.ConnectionString, options)
            : new ServiceBusClient(bus.FullyQualifiedNamespace, provider.AzureCredential(connection), options);
    }
}
