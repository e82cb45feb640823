using Churn.Domain.Classification;
using Churn.Domain.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Policies;

/// <summary>Wires what labels go by.</summary>
public static class PolicyRegistration
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IRulebooks, StoredRulebooks>();
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<PolicyDryRun>();
        services.AddSingleton<PolicyRequests>();
        return services;
    }
}
