using Churn.Domain.Operations;
using Churn.Functions.Api.Health;
using Churn.Functions.Api.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions;

/// <summary>Registers the services for operators.</summary>
public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<BuyerRebuilder>()
        .AddSingleton<PoisonService>()
        .AddSingleton<PoisonWatch>()
        .AddSingleton<PoisonRequests>();
}

/// <summary>Registers the health checks.</summary>
public static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IHealthProbe, SettingsProbe>()
        .AddSingleton<HealthCheck>()
        .AddSingleton<QueueWatch>();
}
