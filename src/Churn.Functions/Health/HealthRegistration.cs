using Churn.Domain.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Health;

/// <summary>Wires what tells of the app's health.</summary>
public static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IHealthProbe, SettingsProbe>()
        .AddSingleton<HealthCheck>()
        .AddSingleton<QueueWatch>();
}
