using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Identity;
using Churn.Domain.Shops;
using Churn.Storage.Memory;
using Churn.Storage.Tables;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport.Identity;

/// <summary>The tables of a shop in memory, and its identity room over the real stores, on 22 November 2026 at noon.</summary>
public sealed class IdentityTables
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Shop _shop;

    private IdentityTables(Shop shop)
    {
        _shop = shop;
        Service = new MemoryTableServiceClient(_time);
    }

    public TableServiceClient Service { get; }

    /// <summary>Resettlements that were sent and are not yet taken.</summary>
    public List<IdentityMessage> Sent { get; } = [];

    public static async Task<IdentityTables> CreateAsync(Shop shop)
    {
        var tables = new IdentityTables(shop);
        await tables.Service.CreateTableIfNotExistsAsync(TableNames.Buyers);
        await tables.Service.CreateTableIfNotExistsAsync(TableNames.Identities);
        return tables;
    }

    /// <summary>The identity room.</summary>
    /// <param name="calls">Hears of each store call, and of each message sent; null: no one does.</param>
    public BuyerIdentities Open(IStoreCalls? calls)
    {
        IBuyerStore buyers = new BuyerStore(Service);
        IIdentityStore identities = new IdentityStore(Service);
        if (calls is not null)
        {
            (buyers, identities) = (new ObservedBuyerStore(buyers, calls), new ObservedIdentityStore(identities, calls));
        }

        var queues = new ResettlementQueue(Sent, calls);
        var settler = new BuyerSettler(buyers, new FixedShops(_shop), new DefaultRulebooks(), queues, _time);
        return new BuyerIdentities(buyers, identities, settler, queues, ConflictBackoff.None);
    }
}
