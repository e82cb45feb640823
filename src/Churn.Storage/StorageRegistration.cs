using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Churn.Domain.Health;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Poison;
using Churn.Domain.Policies;
using Churn.Domain.Privacy;
using Churn.Domain.Reports;
using Churn.Domain.Runs;
using Churn.Domain.Scores;
using Churn.Domain.Telemetry;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Storage.Telemetry;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Churn.Storage;

/// <summary>Wires the stores and queues. Clients that are registered before win, so that a test can bring its own.</summary>
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
        services.TryAddSingleton<INoticeQueue, NoticeQueue>();
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

    // None is the clients' default and host.json's setting; said here because a mismatch sends every message to the poison queue.
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
    /// The identity that a connection's settings name, as the Functions host reads them: <c>credential</c>, <c>clientId</c> and the like. Without
    /// them it is whichever identity the environment or the developer has.
    /// </summary>
    internal static TokenCredential AzureCredential(this IServiceProvider provider, IConfigurationSection connection) =>
        provider.GetRequiredService<AzureComponentFactory>().CreateTokenCredential(connection);
}
