using Churn.Domain.Nightly;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions;

/// <summary>Registers the services of the nightly run.</summary>
public static class NightlyRegistration
{
    public static IServiceCollection AddNightly(this IServiceCollection services) => services
        .AddSingleton<RangeReclassifier>()
        .AddSingleton<AccountReclassifier>()
        .AddSingleton<RunScheduler>()
        .AddSingleton<RunRecovery>()
        .AddSingleton<RangeRun>()
        .AddSingleton<RunFinisher>();
}
