using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Imports;
using Churn.Domain.Messages;
using Churn.Domain.Feedback;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Buyers;
using Churn.Functions.Feedback;
using Churn.Functions.Health;
using Churn.Functions.Http;
using Churn.Functions.Nightly;
using Churn.Functions.Dashboard;
using Churn.Functions.Events;
using Churn.Functions.Operations;
using Churn.Functions.Reports;
using Churn.Functions.Policies;
using Churn.Functions.Privacy;
using Churn.Functions.Shops;
using Churn.Functions.Webhooks;
using Churn.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Churn.Functions;

/// <summary>Everything the functions need, for whichever host runs them.</summary>
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
        services.AddSingleton<BuyerSettler>();
        // Never a business day's clock: what waits here waits for other writers.
        services.AddSingleton(new ConflictBackoff(TimeProvider.System));
        services.AddSingleton<IBuyerIdentities, BuyerIdentities>();
        services.AddSingleton<OrderProcessor>();
        services.AddSingleton<AmendmentHandler>();
        services.AddSingleton<ImportLocator>();
        services.AddSingleton<ImportWriter>();
        services.AddSingleton<OrderImporter>();
        services.AddSingleton<BuyerFinder>();
        services.AddSingleton<BuyerHistory>();
        services.AddSingleton<BuyerRequests>();
        services.AddReports();
        services.AddSingleton<RangeDealer>();
        services.AddSingleton<OfferDealer>();
        services.AddSingleton<OfferPublisher>();
        services.AddSingleton<FeedbackRecorder>();
        services.AddSingleton<FeedbackImport>();
        services.AddSingleton<OfferCloser>();
        services.AddSingleton<OfferDesk>();
        services.AddSingleton<KeyAccountTasks>();
        services.AddSingleton<RangeOfferFlagger>();
        services.AddSingleton<AccountSettler>();
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
