using Churn.Domain.Poison;
using Churn.Domain.Rebuilding;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Operations;

/// <summary>Wires what operators use.</summary>
public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<BuyerRebuilder>()
        .AddSingleton<PoisonDesk>()
        .AddSingleton<PoisonWatch>()
        .AddSingleton<PoisonRequests>();
}
