using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;

namespace Churn.Testing.Identity;

/// <summary>All rows that a history has left.</summary>
public sealed class IdentityRows
{
    private readonly Dictionary<BuyerId, Buyer> _buyers = [];
    private readonly Dictionary<(BuyerId Partition, string OrderId), LedgerEntry> _ledgers = [];
    private readonly Dictionary<IdentityName, IdentityRow> _claims = [];

    public IReadOnlyDictionary<BuyerId, Buyer> Buyers => _buyers;

    public IReadOnlyDictionary<(BuyerId Partition, string OrderId), LedgerEntry> Ledgers => _ledgers;

    public IEnumerable<IdentityRow> Claims => _claims.Values;

    public static async Task<IdentityRows> ReadAsync(TableServiceClient tables, ShopId shop, IdentityHistory history)
    {
        var rows = new IdentityRows();
        var table = tables.GetTableClient(TableNames.Buyers);
        await foreach (var row in table.QueryAsync<BuyerEntity>($"RowKey ge '{Keys.FirstBuyer}' and RowKey lt '{Keys.AfterBuyers}'"))
        {
            var buyer = BuyerMapping.ToBuyer(shop, row);
            rows._buyers.Add(buyer.Key.Buyer, buyer);
        }

        await foreach (var row in table.QueryAsync<LedgerEntity>($"RowKey ge '{Keys.FirstOrder}' and RowKey lt '{Keys.AfterOrders}'"))
        {
            rows._ledgers.Add((Keys.BuyerOfOrder(row.RowKey), row.OrderId), row.ToEntry());
        }

        var identities = new IdentityStore(tables);
        var names = history.Identifiers.Select(IdentityName.Of).Concat(history.Placed.Keys.Select(IdentityName.OfOrder));
        foreach (var name in names)
        {
            if (await identities.FindAsync(shop, name, default) is { } claim)
            {
                rows._claims.Add(name, claim);
            }
        }

        return rows;
    }

    /// <summary>Returns the claim of an identifier, or null if it was never claimed.</summary>
    public IdentityRow? ClaimOf(Identifier identifier) => _claims.GetValueOrDefault(IdentityName.Of(identifier));

    /// <summary>Returns the claim of an order, or null if it was never claimed.</summary>
    public IdentityRow? ClaimOf(string orderId) => _claims.GetValueOrDefault(IdentityName.OfOrder(orderId));

    /// <summary>Returns the buyer at the end of a buyer's aliases.</summary>
    public BuyerId Root(BuyerId buyer)
    {
        while (_buyers.TryGetValue(buyer, out var row) && row.MergedInto is { } into)
        {
            buyer = into;
        }

        return buyer;
    }

    /// <summary>Returns the buyer that an identifier leads to, or null if it was never claimed.</summary>
    public BuyerId? Of(Identifier identifier) => ClaimOf(identifier) is { } claim ? Root(claim.Buyer!.Value) : null;

    /// <summary>Returns every partition that may hold orders of a buyer.</summary>
    public IEnumerable<BuyerId> PartitionsOf(BuyerId buyer) => _buyers.TryGetValue(buyer, out var row) ? row.Ledgers.Add(buyer) : [buyer];

    /// <summary>Returns the orders in these partitions, each joined.</summary>
    public Dictionary<string, LedgerEntry> Gather(IEnumerable<BuyerId> partitions)
    {
        var held = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var wanted = partitions.ToHashSet();
        foreach (var ((_, order), entry) in _ledgers.Where(pair => wanted.Contains(pair.Key.Partition)))
        {
            held[order] = LedgerEntry.Join(held.GetValueOrDefault(order), entry)!;
        }

        return held;
    }
}
