using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.ServiceBus;

internal static class ServiceBusConnections
{
    // Nobody waits on this client but loops, which try again themselves.
    private static readonly TimeSpan WaitForSession = TimeSpan.FromSeconds(5);

    /// <summary>Opens a trigger's connection: a connection string, or the namespace's name, reached as whoever is logged on.</summary>
    public static ServiceBusClient Open(IConfiguration configuration, string name)
    {
        var options = new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = WaitForSession } };
        if (configuration[name] is { Length: > 0 } text)
        {
            return new ServiceBusClient(text, options);
        }

        return configuration[$"{name}:fullyQualifiedNamespace"] is { Length: > 0 } space
            ? new ServiceBusClient(space, new DefaultAzureCredential(), options)
            : throw new LocalHostException(
                $"The setting '{name}' holds no connection string of Service Bus, and neither is '{name}__fullyQualifiedNamespace' set: set one, or disable the function.");
    }
}
