using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Api;
using Churn.Functions.Api.Buyers;
using Churn.Functions.Api.Feedback;
using Churn.Functions.Api.Shops;
using Churn.Functions.Dashboard;
using Churn.Functions.Webhooks;
using Churn.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Churn.Functions;

/// <summary>Registers all services that the functions need, in any host.</summary>
public static class ServiceRegistration
{
    public static IServiceCollection AddChurn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ShopsOptions>().Bind(configuration.GetSection(ShopsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ShopsOptions>, ShopsOptionsValidator>();
        services.AddSingleton<IValidateOptions<ShopsOptions>>(new UnknownShopSettings(configuration));
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestLimits>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<ChurnMetrics>();
        services.AddSingleton<IShopDirectory, ShopDirectory>();
        services.AddPolicies();
        services.AddSingleton<BuyerRowBuilder>();
        // The system's clock even in a simulation: the backoff waits for other writers, not for a business day.
        services.AddSingleton(new ConflictBackoff(TimeProvider.System));
        services.AddSingleton<IBuyerIdentities, BuyerIdentities>();
        services.AddSingleton<IBuyerLookup>(provider => provider.GetRequiredService<IBuyerIdentities>());
        services.AddSingleton<OrderProcessor>();
        services.AddSingleton<AmendmentHandler>();
        services.AddSingleton<ImportLocator>();
        services.AddSingleton<ImportWriter>();
        services.AddSingleton<OrderImporter>();
        services.AddSingleton<BuyerFinder>();
        services.AddSingleton<BuyerHistory>();
        services.AddSingleton<BuyerRequests>();
        services.AddReports();
        services.AddSingleton<RangeScheduler>();
        services.AddSingleton<OfferScheduler>();
        services.AddSingleton<OfferPublisher>();
        services.AddSingleton<FeedbackRecorder>();
        services.AddSingleton<FeedbackImport>();
        services.AddSingleton<OfferCloser>();
        services.AddSingleton<OfferService>();
        services.AddSingleton<KeyAccountTasks>();
        services.AddSingleton<RangeOfferFlagger>();
        services.AddSingleton<AccountProjector>();
        services.AddEvents();
        services.AddPrivacy();
        services.AddNightly();
        services.AddSingleton<DashboardFiles>();
        services.AddOperations();
        services.AddHealth();
        services.AddWebhooks();
        services.AddChurnStorage(configuration);
        return services;
    }
}
