using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Events;

/// <summary>Wires what publishes events.</summary>
public static class EventsRegistration
{
    /// <summary>An endpoint that takes longer than this has not taken the event: receivers are asked to answer first and work later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        // A redirect could lead an event elsewhere.
        services.AddHttpClient(EndpointClient.ClientName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        return services
            .AddSingleton<FinishedRuns>()
            .AddSingleton<IEndpointClient, EndpointClient>()
            .AddSingleton<EndpointDeliverer>()
            .AddSingleton<OutboxPublisher>();
    }
}
