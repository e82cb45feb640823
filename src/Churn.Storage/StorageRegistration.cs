using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Churn.Domain.Health;
using Churn.Domain.Identities;
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
        services.TryAddSingleton(provider => Tables(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<ChurnMetrics>()));
        services.TryAddSingleton(provider => Queues(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<ChurnMetrics>()));
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

    private static TableServiceClient Tables(StorageOptions options, ChurnMetrics metrics)
    {
        var client = new TableClientOptions();
        client.AddPolicy(new MeasuringPolicy(metrics, "tables"), HttpPipelinePosition.PerRetry);
        return options.ConnectionString.Length > 0
            ? new TableServiceClient(options.ConnectionString, client)
            : new TableServiceClient(options.TableServiceUri ?? Service(options, "table"), Credential(options), client);
    }

    // None is the clients' default and host.json's setting; said here because a mismatch sends every message to the poison queue.
    private static QueueServiceClient Queues(StorageOptions options, ChurnMetrics metrics)
    {
        var client = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        client.AddPolicy(new MeasuringPolicy(metrics, "queues"), HttpPipelinePosition.PerRetry);
        return options.ConnectionString.Length > 0
            ? new QueueServiceClient(options.ConnectionString, client)
            : new QueueServiceClient(options.QueueServiceUri ?? Service(options, "queue"), Credential(options), client);
    }

    private static Uri Service(StorageOptions options, string kind) => new($"https://{options.AccountName}.{kind}.core.windows.net");

    private static TokenCredential Credential(StorageOptions options) => options.ClientId.Length > 0
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.ClientId))
        : new DefaultAzureCredential();
}
