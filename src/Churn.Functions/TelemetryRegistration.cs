using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Churn.Domain.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Churn.Functions;

/// <summary>Exports metrics and traces to Application Insights, to an OTLP collector, or nowhere, as the settings say.</summary>
public static class TelemetryRegistration
{
    /// <summary>The connection string of Application Insights. Without it nothing is sent there.</summary>
    public const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>A setting of the Functions host that names the sending identity: <c>ClientId=...;Authorization=AAD</c>.</summary>
    public const string InsightsAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>A setting of OpenTelemetry: the collector's address.</summary>
    public const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IOpenTelemetryBuilder AddChurnTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry();
        telemetry.WithMetrics(metrics => metrics.AddMeter(ChurnMetrics.Name)).WithTracing(traces => traces.AddSource(ChurnActivities.Name));
        if (configuration[Otlp] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }

        if (configuration[Insights] is { Length: > 0 } connection)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connection;
                options.Credential = Credential(configuration[InsightsAuthentication]);
            });
        }

        return telemetry;
    }

    /// <summary>Returns the identity that sends to Application Insights. Null when the connection string is enough.</summary>
    internal static TokenCredential? Credential(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!parts.Contains("Authorization=AAD", StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var client = parts.FirstOrDefault(part => part.StartsWith("ClientId=", StringComparison.OrdinalIgnoreCase))?["ClientId=".Length..];
        return new ManagedIdentityCredential(
            client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client));
    }
}
