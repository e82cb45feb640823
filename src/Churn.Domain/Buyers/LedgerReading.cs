using System.Runtime.CompilerServices;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>Reads the orders of a buyer, over all partitions that hold parts of the ledger.</summary>
public static class LedgerReading
{
    /// <summary>
    /// Returns all orders of the partitions, by order id. Entries of one order in several partitions are joined. One request per partition
    /// and thousand orders.
    /// </summary>
    public static async Task<Dictionary<string, LedgerEntry>> GatherAsync(
        this IBuyerStore buyers, IEnumerable<BuyerKey> partitions, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            await foreach (var entry in buyers.ReadLedgerAsync(partition, cancellationToken))
            {
                entries[entry.Order.Id] = entries.TryGetValue(entry.Order.Id, out var known) ? known.Merge(entry) : entry;
            }
        }

        return entries;
    }

    /// <summary>Returns the buyer's orders in their current state. Entries that hold only a refund or a deletion are left out.</summary>
    public static async Task<IReadOnlyList<Order>> ReadOrdersAsync(
        this IBuyerStore buyers, Buyer buyer, CancellationToken cancellationToken)
    {
        var entries = await buyers.GatherAsync(buyer.Partitions, cancellationToken);
        return [.. entries.Values.Where(entry => entry.IsKnown).Select(entry => entry.Effective)];
    }

    /// <summary>
    /// Streams the buyer's orders. They are read into memory only for a merged buyer, because their entries must then be
    /// joined over several partitions.
    /// </summary>
    public static async IAsyncEnumerable<Order> StreamOrdersAsync(
        this IBuyerStore buyers, Buyer buyer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (buyer.Ledgers.Count > 0)
        {
            foreach (var order in await buyers.ReadOrdersAsync(buyer, cancellationToken))
            {
                yield return order;
            }

            yield break;
        }

        await foreach (var entry in buyers.ReadLedgerAsync(buyer.Key, cancellationToken).Where(entry => entry.IsKnown))
        {
            yield return entry.Effective;
        }
    }
}
