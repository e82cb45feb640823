using System.Runtime.CompilerServices;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>Reads the orders of a buyer whose ledger lies in several partitions.</summary>
public static class LedgerReading
{
    /// <summary>All orders of these partitions, each joined over those that hold something of it. One request a partition and thousand orders.</summary>
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

    /// <summary>The orders of a buyer as they count. Entries of which only a refund or a deletion is known are left out.</summary>
    public static async Task<IReadOnlyList<Order>> ReadOrdersAsync(this IBuyerStore buyers, Buyer buyer, CancellationToken cancellationToken) =>
        [.. (await buyers.GatherAsync(buyer.Partitions, cancellationToken)).Values.Where(entry => entry.IsKnown).Select(entry => entry.Effective)];

    /// <summary>The same, one by one: no more of them is held than a merge makes necessary.</summary>
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
