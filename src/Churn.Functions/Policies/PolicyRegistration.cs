using Churn.Domain.Classification;
using Churn.Domain.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Policies;

/// <summary>Wires what labels go by.</summary>
public static class PolicyRegistration
{
    public static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RulebookOptions>().Bind(configuration.GetSection(RulebookOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RulebookOptions>>().Value);
        services.AddSingleton<IRulebooks, StoredRulebooks>();
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<PolicyDryRun>();
        services.AddSingleton<PolicyRequests>();
        return services;
    }
}
