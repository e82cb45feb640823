using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>Pages of ledger rows that fit into one transaction, for moving them from buyer to buyer.</summary>
internal static class LedgerPage
{
    /// <summary>UTF-16 characters of ledger entries a page holds: a quarter of a transaction's 4 MiB, for entries count double there.</summary>
    private const int PageCharacters = 1_000_000;

    /// <summary>The first rows that fit; empty when there are none.</summary>
    public static async Task<List<LedgerRow>> TakeAsync(IAsyncEnumerable<LedgerRow> rows)
    {
        var page = new List<LedgerRow>();
        var characters = 0;
        await foreach (var row in rows)
        {
            characters += OrderJson.Write(row.Entry).Length;
            if (page.Count == BuyerChange.MaxOrders || (page.Count > 0 && characters > PageCharacters))
            {
                break;
            }

            page.Add(row);
        }

        return page;
    }

    /// <summary>The rows as they are to be written into another ledger, joined with what that knows of the same orders.</summary>
    public static async Task<List<LedgerWrite>> JoinAsync(IBuyerStore buyers, BuyerKey into, List<LedgerRow> page, CancellationToken cancellationToken)
    {
        var copies = new List<LedgerWrite>(page.Count);
        foreach (var row in page)
        {
            var there = await buyers.GetOrderAsync(into, row.Entry.Order.Id, cancellationToken);
            copies.Add(there is null ? new LedgerWrite(row.Entry, null) : new LedgerWrite(there.Entry.Merge(row.Entry), there.ETag));
        }

        return copies;
    }
}
