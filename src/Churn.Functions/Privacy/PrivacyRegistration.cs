using Churn.Domain.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Privacy;

/// <summary>Wires what answers legal requests and works off notices.</summary>
public static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<GivenUpOrders>()
        .AddSingleton<PersonBelongings>()
        .AddSingleton<WaitingEventEraser>()
        .AddSingleton<PersonEraser>()
        .AddSingleton<PersonExporter>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ShopEraser>()
        .AddSingleton<ErasedShopFilter>()
        .AddSingleton<FetchHandler>()
        .AddSingleton<NoticeHandler>();
}
