using Azure.Core;
using Azure.Data.Tables;
using Churn.Storage.Tables;
using Churn.TestSupport;
using Churn.TestSupport.Azurite;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Tests;

/// <summary>The real stores on Azurite, in tables of one test class's own, every request counted.</summary>
public sealed class StoreFixture
{
    private StoreFixture(TableServiceClient tables, CountingPolicy requests, IOptions<TableOptions> names)
    {
        Requests = requests;
        Tables = tables;
        Names = names.Value;
        Buyers = new BuyerStore(tables, names);
        Identities = new IdentityStore(tables, names);
        Offers = new OfferStore(tables, names);
        Poisoned = new PoisonStore(tables, names);
        Exports = new ExportStore(tables, names);
        Records = new ShopRecords(tables, names);
        Contents = new ShopContents(tables, names);
        Accounts = new AccountStore(tables, names);
        Models = new ModelStore(tables, names);
        Reports = new ReportStore(tables, names);
        Runs = new RunStore(tables, names);
        Policies = new PolicyStore(tables, names);
        Endpoints = new EndpointStore(tables, names);
    }

    public CountingPolicy Requests { get; }

    public TableServiceClient Tables { get; }

    public TableOptions Names { get; }

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

    /// <param name="azurite">The engine.</param>
    /// <param name="suffix">Letters and digits that no other test class uses: its tables' names end so.</param>
    public static async Task<StoreFixture> CreateAsync(AzuriteFixture azurite, string suffix)
    {
        var requests = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var tables = new TableServiceClient(azurite.ConnectionString, options);
        var names = new TableOptions { Buyers = $"Buyers{suffix}", Identities = $"Identities{suffix}", Offers = $"Offers{suffix}", Poisoned = $"Poisoned{suffix}", Exports = $"Exports{suffix}", Shops = $"Shops{suffix}", Accounts = $"Accounts{suffix}", Models = $"Models{suffix}", Runs = $"Runs{suffix}", Reports = $"Reports{suffix}", Policies = $"Policies{suffix}", Endpoints = $"Endpoints{suffix}", Deliveries = $"Deliveries{suffix}" };
        foreach (var name in names.All)
        {
            await tables.CreateTableIfNotExistsAsync(name);
        }

        requests.Take();
        return new StoreFixture(tables, requests, Options.Create(names));
    }
}
