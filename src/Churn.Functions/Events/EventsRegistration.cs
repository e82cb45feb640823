using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Churn.Functions.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace Churn.Functions.Events;

/// <summary>Wires what publishes events.</summary>
public static class EventsRegistration
{
    /// <summary>An endpoint that takes longer than this has not taken the event: receivers are asked to answer first and work later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        // Nothing is tried again here: the queue has the schedule of tries.
        services.AddOutgoingClient(EndpointClient.ClientName, pipeline => pipeline.AddTimeout(Patience));
        return services
            .AddSingleton<FinishedRuns>()
            .AddSingleton<IEndpointClient, EndpointClient>()
            .AddSingleton<EndpointDeliverer>()
            .AddSingleton<OutboxPublisher>();
    }
}
