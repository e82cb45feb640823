using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests;

/// <summary>The app's stores on Azurite, in a storage account of the test's own. Every request to its tables is counted.</summary>
public sealed class StoreFixture : AppStores
{
    private StoreFixture(TableServiceClient tables, QueueServiceClient queues, CountingPolicy requests)
        : base(tables, queues) => Requests = requests;

    public CountingPolicy Requests { get; }

    public static async Task<StoreFixture> CreateAsync(AzuriteFixture azurite)
    {
        var (connection, requests) = (azurite.NewAccount().ConnectionString, new CountingPolicy());
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var tables = new TableServiceClient(connection, options);
        foreach (var name in TableNames.All)
        {
            await tables.CreateTableIfNotExistsAsync(name);
        }

        requests.Take();
        return new StoreFixture(tables, new QueueServiceClient(connection), requests);
    }
}
