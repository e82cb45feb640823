using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Telemetry;

namespace Churn.Functions.Http;

/// <summary>Registers clients for other machines' APIs.</summary>
internal static class OutgoingHttp
{
    /// <summary>Adds a client whose retries and time limits go by the app's clock. It follows no redirect, which could lead a secret elsewhere.</summary>
    public static IHttpClientBuilder AddOutgoingClient(
        this IServiceCollection services, string name, Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure)
    {
        // What came of a call is logged by its caller, with what it means; a try that failed before another one worked is no warning.
        services.Configure<TelemetryOptions>(options => options.SeverityProvider = _ => ResilienceEventSeverity.Debug);
        var client = services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        client.AddResilienceHandler(name, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            configure(pipeline);
        });
        return client;
    }
}
