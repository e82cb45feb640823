using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Functions.Api.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions;

/// <summary>Registers the services that handle privacy requests and other notices.</summary>
public static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<PoisonedOrders>()
        .AddSingleton<PersonDataEraser>()
        .AddSingleton<WaitingEventEraser>()
        .AddSingleton<PersonEraser>()
        .AddSingleton<PersonExporter>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ShopEraser>()
        .AddSingleton<ErasedShopFilter>()
        .AddSingleton<OrderFetchRetry>()
        .AddSingleton<ShopRequestHandler>();
}
