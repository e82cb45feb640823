using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Imports;

/// <summary>What an import will write of one buyer.</summary>
internal sealed class ImportPlan
{
    public ImportPlan(ImportTarget target, Buyer? row, IReadOnlyList<LedgerRow> ledger, BuyerSettler settler, Rulebook rulebook)
    {
        Target = target;
        Row = row;
        IsBusy = row is { Splitting: true } or { IsSharedAddress: true } or { Arriving.Count: > 0 } or { Erasures.Count: > 0 };
        Companies = [.. target.Entries.Concat(ledger.Select(known => known.Entry)).Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Distinct()];
        Changes = IsBusy ? [] : Plan(ledger.ToDictionary(known => known.Entry.Order.Id, StringComparer.Ordinal), settler, rulebook);
    }

    public ImportTarget Target { get; }

    /// <summary>The buyer as read, or null.</summary>
    public Buyer? Row { get; }

    /// <summary>A merge or a split is under way, or somebody was erased here: each order is then looked at by itself.</summary>
    public bool IsBusy { get; }

    /// <summary>Every company that the buyer has ordered for, or now has.</summary>
    public IReadOnlyList<string> Companies { get; }

    /// <summary>In the order they are to be written, each with the facts of all orders by then; empty when nothing is new.</summary>
    public IReadOnlyList<BuyerChange> Changes { get; }

    /// <summary>What the changes come to once they are written.</summary>
    public ImportCounts Counts { get; private set; }

    private List<BuyerChange> Plan(Dictionary<string, LedgerRow> known, BuyerSettler settler, Rulebook rulebook)
    {
        var writes = new List<LedgerWrite>();
        foreach (var entry in Target.Entries.OrderBy(entry => entry.Order.Position))
        {
            var there = known.GetValueOrDefault(entry.Order.Id);
            var merged = there?.Entry.Merge(entry) ?? entry;
            var changed = there is null || OrderJson.Write(merged) != OrderJson.Write(there.Entry);
            Counts += new ImportCounts(there is null ? 1 : 0, there is not null && changed ? 1 : 0, changed ? 0 : 1);
            if (changed)
            {
                writes.Add(new LedgerWrite(merged, there?.ETag));
            }
        }

        var shop = settler.ShopOf(Target.Key.Shop);
        var orders = known.ToDictionary(row => row.Key, row => row.Value.Entry.Effective, StringComparer.Ordinal);
        return [.. Pages(writes).Select(page => Change(page, orders, shop, settler, rulebook))];
    }

    private BuyerChange Change(List<LedgerWrite> page, Dictionary<string, Order> orders, Shop shop, BuyerSettler settler, Rulebook rulebook)
    {
        foreach (var write in page)
        {
            orders[write.Entry.Order.Id] = write.Entry.Effective;
        }

        // What happened long ago is no news: an import fills the tables, and whoever wants the labels reads them there.
        var made = settler.Make(new LocatedBuyer(Target.Key, Row), BuyerFold.Fold(orders.Values, shop), rulebook);
        return new BuyerChange { Buyer = made with { Outbox = Row?.Outbox ?? Outbox.Empty }, Orders = page };
    }

    private static IEnumerable<List<LedgerWrite>> Pages(List<LedgerWrite> writes)
    {
        var page = new List<LedgerWrite>();
        var characters = 0;
        foreach (var write in writes)
        {
            var more = ImportPage.Characters(write.Entry);
            if (page.Count > 0 && !ImportPage.Holds(page.Count + 1, characters + more))
            {
                yield return page;
                (page, characters) = ([], 0);
            }

            page.Add(write);
            characters += more;
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }
}
