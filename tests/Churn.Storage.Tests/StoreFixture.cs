using Azure.Core;
using Azure.Data.Tables;
using Churn.Storage.Tables;
using Churn.TestSupport;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests;

/// <summary>The real stores on Azurite, in a storage account of the test's own, every request counted.</summary>
public sealed class StoreFixture
{
    private StoreFixture(TableServiceClient tables, CountingPolicy requests)
    {
        Requests = requests;
        Tables = tables;
        Buyers = new BuyerStore(tables);
        Identities = new IdentityStore(tables);
        Offers = new OfferStore(tables);
        Poisoned = new PoisonStore(tables);
        Exports = new ExportStore(tables);
        Records = new ShopRecords(tables);
        Contents = new ShopContents(tables);
        Accounts = new AccountStore(tables);
        Models = new ModelStore(tables);
        Reports = new ReportStore(tables);
        Runs = new RunStore(tables);
        Policies = new PolicyStore(tables);
        Endpoints = new EndpointStore(tables);
    }

    public CountingPolicy Requests { get; }

    public TableServiceClient Tables { get; }

    public BuyerStore Buyers { get; }

    public IdentityStore Identities { get; }

    public OfferStore Offers { get; }

    public PoisonStore Poisoned { get; }

    public ExportStore Exports { get; }

    public ShopRecords Records { get; }

    public ShopContents Contents { get; }

    public AccountStore Accounts { get; }

    public ModelStore Models { get; }

    public ReportStore Reports { get; }

    public RunStore Runs { get; }

    public PolicyStore Policies { get; }

    public EndpointStore Endpoints { get; }

    public static async Task<StoreFixture> CreateAsync(AzuriteFixture azurite)
    {
        var requests = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var tables = new TableServiceClient(azurite.NewAccount().ConnectionString, options);
        foreach (var name in TableNames.All)
        {
            await tables.CreateTableIfNotExistsAsync(name);
        }

        requests.Take();
        return new StoreFixture(tables, requests);
    }
}
