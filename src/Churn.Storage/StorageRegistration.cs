using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Operations;
using Churn.Domain.Privacy;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Events;
using Churn.Storage.Tables.Identity;
using Churn.Storage.Tables.Labels;
using Churn.Storage.Tables.Nightly;
using Churn.Storage.Tables.Offers;
using Churn.Storage.Tables.Operations;
using Churn.Storage.Tables.Privacy;
using Churn.Storage.Tables.Reports;
using Churn.Storage.Tables.Shops;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Churn.Storage;

/// <summary>Registers the stores and queues. A client that is registered before is kept, so that a test can bring its own.</summary>
public static class StorageRegistration
{
    public static IServiceCollection AddChurnStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Setting))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Setting] ?? options.ConnectionString)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddAzureClientsCore();
        var connection = configuration.GetSection(StorageOptions.Setting);
        services.TryAddSingleton(provider => Tables(provider, connection));
        services.TryAddSingleton(provider => Queues(provider, connection));
        services.TryAddSingleton<IBuyerStore, BuyerStore>();
        services.TryAddSingleton<IIdentityStore, IdentityStore>();
        services.TryAddSingleton<IExportStore, ExportStore>();
        services.TryAddSingleton<IShopRecords, ShopRecords>();
        services.TryAddSingleton<IShopContents, ShopContents>();
        services.TryAddSingleton<IOfferStore, OfferStore>();
        services.TryAddSingleton<IMessageQueues, MessageQueues>();
        services.TryAddSingleton<IShopRequestQueue, ShopRequestQueue>();
        services.TryAddSingleton<IAccountStore, AccountStore>();
        services.TryAddSingleton<IReportStore, ReportStore>();
        services.TryAddSingleton<IPoisonQueues, PoisonQueues>();
        services.TryAddSingleton<IPoisonStore, PoisonStore>();
        services.TryAddSingleton<IRunStore, RunStore>();
        services.TryAddSingleton<IModelStore, ModelStore>();
        services.TryAddSingleton<IPolicyStore, PolicyStore>();
        services.TryAddSingleton<IPersonSearch, PersonSearch>();
        services.TryAddSingleton<WaitingEvents>();
        services.TryAddSingleton<IWaitingEvents>(provider => provider.GetRequiredService<WaitingEvents>());
        services.TryAddSingleton<IEndpointStore, EndpointStore>();
        services.TryAddSingleton<IQueueLevels, QueueLevels>();
        services.AddSingleton<IHealthProbe, TableProbe>();
        services.AddSingleton<IHealthProbe, QueueProbe>();
        services.TryAddSingleton<StorageProvisioner>();
        services.AddEventSinks(configuration);
        return services;
    }

    private static TableServiceClient Tables(IServiceProvider provider, IConfigurationSection connection)
    {
        var account = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var options = new TableClientOptions();
        options.AddPolicy(new MeasuringPolicy(provider.GetRequiredService<ChurnMetrics>(), "tables"), HttpPipelinePosition.PerRetry);
        return account.ConnectionString.Length > 0
            ? new TableServiceClient(account.ConnectionString, options)
            : new TableServiceClient(account.TableService, provider.AzureCredential(connection), options);
    }

    // None is the default of the clients and the setting in host.json. It is set here because a mismatch sends every message to the poison
    // queue.
    private static QueueServiceClient Queues(IServiceProvider provider, IConfigurationSection connection)
    {
        var account = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.AddPolicy(new MeasuringPolicy(provider.GetRequiredService<ChurnMetrics>(), "queues"), HttpPipelinePosition.PerRetry);
        return account.ConnectionString.Length > 0
            ? new QueueServiceClient(account.ConnectionString, options)
            : new QueueServiceClient(account.QueueService, provider.AzureCredential(connection), options);
    }

    /// <summary>
    /// The identity that a connection's settings name (<c>credential</c>, <c>clientId</c> and the like), as the Functions host reads them.
    /// Without these settings it is the identity that the environment or the developer has.
    /// </summary>
    internal static TokenCredential AzureCredential(this IServiceProvider provider, IConfigurationSection connection) =>
        provider.GetRequiredService<AzureComponentFactory>().CreateTokenCredential(connection);
}

/// <summary>
/// Counts every request that a client sends. The policy runs behind the retries, so that each try counts, because each is paid for.
/// </summary>
internal sealed class MeasuringPolicy(ChurnMetrics metrics, string service) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        metrics.Requested(service, message.Request.Method.Method);
        StorageRequests.Add();
    }
}
