using Churn.Domain.Reports;
using Churn.Functions.Api.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions;

/// <summary>Registers the services for reports.</summary>
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
