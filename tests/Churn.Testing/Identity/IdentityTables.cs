using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Shops;
using Churn.Storage.Memory;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;
using Churn.Testing.Interruptions;
using Churn.Testing.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing.Identity;

/// <summary>A shop's tables in memory, and the code of Identity over the real stores, on 22 November 2026 at noon.</summary>
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

    /// <summary>Messages that ask for resettlements and were not taken yet.</summary>
    public List<IdentityMessage> Sent { get; } = [];

    public static async Task<IdentityTables> CreateAsync(Shop shop)
    {
        var tables = new IdentityTables(shop);
        await tables.Service.CreateTableIfNotExistsAsync(TableNames.Buyers);
        await tables.Service.CreateTableIfNotExistsAsync(TableNames.Identities);
        return tables;
    }

    /// <summary>Returns the code of Identity over these tables.</summary>
    /// <param name="calls">Is told of each store call and of each message sent; null for none.</param>
    public BuyerIdentities Open(IStoreCalls? calls)
    {
        IBuyerStore buyers = new BuyerStore(Service);
        IIdentityStore identities = new IdentityStore(Service);
        if (calls is not null)
        {
            (buyers, identities) = (new ObservedBuyerStore(buyers, calls), new ObservedIdentityStore(identities, calls));
        }

        var queues = new ResettlementQueue(Sent, calls);
        var rowBuilder = new BuyerRowBuilder(buyers, new FixedShops(_shop), new DefaultRulebooks(), queues, _time);
        return new BuyerIdentities(buyers, identities, rowBuilder, queues, ConflictBackoff.None);
    }
}
