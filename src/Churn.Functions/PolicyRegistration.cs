using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Functions.Api.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions;

/// <summary>Registers the services for policies.</summary>
public static class PolicyRegistration
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IRulebooks, StoredRulebooks>();
        services.AddSingleton<PolicyService>();
        services.AddSingleton<PolicyDryRun>();
        services.AddSingleton<PolicyRequests>();
        return services;
    }
}
