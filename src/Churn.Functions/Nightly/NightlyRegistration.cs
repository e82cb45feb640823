using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Nightly;

/// <summary>Wires the nightly run.</summary>
public static class NightlyRegistration
{
    public static IServiceCollection AddNightly(this IServiceCollection services) => services
        .AddSingleton<RangeReclassifier>()
        .AddSingleton<AccountReclassifier>()
        .AddSingleton<RunDealer>()
        .AddSingleton<RunRecovery>()
        .AddSingleton<RangeRun>()
        .AddSingleton<RunFinisher>();
}
