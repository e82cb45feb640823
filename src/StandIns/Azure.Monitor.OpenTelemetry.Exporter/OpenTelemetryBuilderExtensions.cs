using OpenTelemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

public static class OpenTelemetryBuilderExtensions
{
    /// <summary>Refuses: what is built with the stand-ins is not deployed, and telemetry that is lost in silence would be worse than none.</summary>
    public static IOpenTelemetryBuilder UseAzureMonitorExporter(this IOpenTelemetryBuilder builder, Action<AzureMonitorExporterOptions> configureAzureMonitor) =>
        throw new NotSupportedException("Only the nuget package set exports to Application Insights; take APPLICATIONINSIGHTS_CONNECTION_STRING away, or set OTEL_EXPORTER_OTLP_ENDPOINT.");
}
