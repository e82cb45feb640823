using Churn.Domain.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Reports;

/// <summary>Wires the reports.</summary>
internal static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReportCounter>();
        services.AddSingleton<ReportWriter>();
        services.AddSingleton<ReportRequests>();
        return services;
    }
}
