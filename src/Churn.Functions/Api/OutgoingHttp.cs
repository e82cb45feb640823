using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Telemetry;

namespace Churn.Functions.Api;

/// <summary>Registers HTTP clients for other services.</summary>
internal static class OutgoingHttp
{
    /// <summary>
    /// Adds a client whose retries and time limits use the app's clock. The client follows no redirects, because a redirect could send a
    /// secret to another host.
    /// </summary>
    public static IHttpClientBuilder AddOutgoingClient(
        this IServiceCollection services, string name, Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure)
    {
        // The code that makes a call logs its result. A failed try that a retry makes good is not worth a warning.
        services.Configure<TelemetryOptions>(options => options.SeverityProvider = _ => ResilienceEventSeverity.Debug);
        var client = services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        client.AddResilienceHandler(name, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            configure(pipeline);
        });
        return client;
    }
}
