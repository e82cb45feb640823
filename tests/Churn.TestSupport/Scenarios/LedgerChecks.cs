using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Scenarios;

/// <summary>What must hold beside the rows being right: nothing left behind by a merge, and every identifier leading to its buyer.</summary>
public static class LedgerChecks
{
    /// <summary>What does not hold in a table as it is, a line each: an order that stands twice, a row under an alias, an index that misleads.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(TableClient table)
    {
        var (ledger, index, aliases) = (new HashSet<string>(), new Dictionary<string, string>(), new HashSet<string>());
        var faults = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(""))
        {
            var shop = row.PartitionKey.Split('|')[0];
            var parts = row.RowKey.Split(':');
            switch (parts[0])
            {
                case "b" when row.GetString("MergedInto") is not null:
                    aliases.Add($"{shop} {parts[1]}");
                    break;
                case "x":
                    index.Add($"{row.PartitionKey} {parts[1]}", row.GetString("Buyer"));
                    break;
                case "o":
                    ledger.Add($"{row.PartitionKey} {parts[1]} {parts[2]}");
                    break;
            }
        }

        var rows = ledger.Select(row => row.Split(' ')).Select(row => (Partition: row[0], Shop: row[0].Split('|')[0], Buyer: row[1], Order: row[2])).ToList();
        faults.AddRange(rows.GroupBy(row => (row.Shop, row.Order)).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands in {same.Count()} ledgers"));
        faults.AddRange(rows.Where(row => aliases.Contains($"{row.Shop} {row.Buyer}")).Select(row => $"{row} stands under an alias"));
        faults.AddRange(rows.Where(row => index.GetValueOrDefault($"{row.Partition} {row.Order}") != row.Buyer).Select(row => $"{row} is not in the index"));
        faults.AddRange(index.Where(entry => !ledger.Contains($"{entry.Key.Split(' ')[0]} {entry.Value} {entry.Key.Split(' ')[1]}")).Select(entry => $"index {entry} leads nowhere"));
        return faults;
    }

    /// <summary>What does not hold, a line each; empty when all does.</summary>
    public static async Task<string> FaultsAsync(IBuyerStore buyers, IIdentityStore identities, ShopId shop, IEnumerable<Order> orders)
    {
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            var holders = await buyers.FindOrderAsync(shop, order.Id, default);
            if (holders.Count != 1)
            {
                faults.Add($"order {order.Id} stands in {holders.Count} ledgers");
                continue;
            }

            foreach (var identifier in order.Buyer.Identifiers.Where(i => i.Kind != IdentifierKind.AnonymousOrder))
            {
                var owner = await identities.FindAsync(shop, identifier, default);
                var found = owner is { } known ? (await buyers.FollowAsync(new BuyerKey(shop, known.Buyer), default)).Key : default;
                if (found != holders[0])
                {
                    faults.Add($"identifier {identifier} of order {order.Id} leads to {found.Buyer}, not to {holders[0].Buyer}");
                }
            }
        }

        return string.Join(Environment.NewLine, faults);
    }
}
