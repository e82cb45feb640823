using Churn.Domain.Events;
using Churn.Domain.Nightly;
using Churn.Functions.Api;
using Churn.Functions.Api.Events;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace Churn.Functions;

/// <summary>Registers the services that publish events.</summary>
public static class EventsRegistration
{
    /// <summary>An answer that takes longer counts as a failure. The documentation asks receivers to answer first and work later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        // The client does not retry. The queue's message carries the schedule of tries.
        services.AddOutgoingClient(EndpointClient.ClientName, pipeline => pipeline.AddTimeout(Patience));
        return services
            .AddSingleton<IFinishedRuns, FinishedRuns>()
            .AddSingleton<IEndpointClient, EndpointClient>()
            .AddSingleton<EndpointDeliverer>()
            .AddSingleton<OutboxPublisher>();
    }
}
