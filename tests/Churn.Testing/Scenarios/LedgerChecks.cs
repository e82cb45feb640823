using Azure.Data.Tables;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Checks what must hold besides the content of the rows: no order has two buyers, nothing is left behind, and every identifier leads to
/// its buyer.
/// </summary>
public static class LedgerChecks
{
    /// <summary>
    /// Returns the faults of a table, one per line: an order with two buyers, an order that no buyer holds, an alias that was not taken
    /// over.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(TableClient table)
    {
        var (ledger, owners) = (new List<(string Shop, string Partition, string Order)>(), new Dictionary<string, string>());
        var (faults, aliases) = (new List<string>(), new List<(string Shop, string Id, string Into)>());
        await foreach (var row in table.QueryAsync<TableEntity>(""))
        {
            var (shop, parts) = (row.PartitionKey.Split('|')[0], row.RowKey.Split(':'));
            if (parts[0] == "b" && row.GetString("MergedInto") is { } into)
            {
                aliases.Add((shop, parts[1], into));
            }
            else if (parts[0] == "b")
            {
                foreach (var id in (row.GetString("Ledgers") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(parts[1]))
                {
                    owners[$"{shop} {id}"] = parts[1];
                }
            }
            else if (parts[0] == "o")
            {
                ledger.Add((shop, parts[1], parts[2]));
            }
        }

        var held = ledger
            .Select(row => (row.Shop, row.Order, Buyer: owners.GetValueOrDefault($"{row.Shop} {row.Partition}")))
            .Distinct()
            .ToList();
        var twice = held.GroupBy(row => (row.Shop, row.Order)).Where(same => same.Count() > 1);
        var untaken = aliases.Where(alias => !owners.ContainsKey($"{alias.Shop} {alias.Id}"));
        faults.AddRange(held.Where(row => row.Buyer is null).Select(row => $"No buyer holds {row}."));
        faults.AddRange(twice.Select(same => $"{same.Count()} buyers hold {same.Key}."));
        faults.AddRange(untaken.Select(alias => $"Alias {alias} was not taken over."));
        return faults;
    }

    /// <summary>Returns the faults, one per line; empty if there are none.</summary>
    public static async Task<string> FaultsAsync(IBuyerIdentities identities, ShopId shop, IEnumerable<Order> orders)
    {
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var orderId in orders.Select(order => order.Id).Distinct())
        {
            if (await identities.FindOrderAsync(shop, orderId, default) is not var (buyer, entry))
            {
                faults.Add($"No buyer holds order {orderId}.");
                continue;
            }

            foreach (var identifier in entry.Order.Buyer.Identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder))
            {
                var found = await identities.FindAsync(shop, identifier, default);
                if (found?.Key != buyer.Key)
                {
                    faults.Add($"Identifier {identifier} of order {orderId} leads to {found?.Key.Buyer}, not to {buyer.Key.Buyer}.");
                }
            }
        }

        return string.Join(Environment.NewLine, faults);
    }
}
