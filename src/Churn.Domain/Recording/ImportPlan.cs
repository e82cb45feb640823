using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>What an import will write of one buyer.</summary>
internal sealed class ImportPlan
{
    public ImportPlan(ImportTarget target, Buyer? row, IReadOnlyList<LedgerEntry> ledger, BuyerRowBuilder rowBuilder, Rulebook rulebook)
    {
        Target = target;
        Row = row;
        IsBusy = row is { MergedInto: not null } or { Retired: true } or { Ledgers.Count: > 0 } or { ErasedBefore: not null };
        Companies = [.. target.Entries.Concat(ledger).Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Distinct()];
        Changes = IsBusy ? [] : Plan(ledger.ToDictionary(known => known.Order.Id, StringComparer.Ordinal), rowBuilder, rulebook);
    }

    public ImportTarget Target { get; }

    /// <summary>The buyer as read, or null.</summary>
    public Buyer? Row { get; }

    /// <summary>The buyer was merged, retired or partly erased: each order is then recorded by itself.</summary>
    public bool IsBusy { get; }

    /// <summary>One of the orders was claimed for another buyer in this very moment.</summary>
    public bool IsOvertaken { get; set; }

    /// <summary>Every company that the buyer has ordered for, or now has.</summary>
    public IReadOnlyList<string> Companies { get; }

    /// <summary>In the order they are to be written, each with the facts of all orders by then; empty when nothing is new.</summary>
    public IReadOnlyList<BuyerTransaction> Changes { get; }

    /// <summary>What the changes come to once they are written.</summary>
    public ImportCounts Counts { get; private set; }

    private List<BuyerTransaction> Plan(Dictionary<string, LedgerEntry> known, BuyerRowBuilder rowBuilder, Rulebook rulebook)
    {
        var writes = new List<LedgerEntry>();
        foreach (var entry in Target.Entries.OrderBy(entry => entry.Order.Position))
        {
            var there = known.GetValueOrDefault(entry.Order.Id);
            var merged = LedgerEntry.Join(there, entry)!;
            var changed = there is null || OrderJson.Write(merged) != OrderJson.Write(there);
            Counts += new ImportCounts(there is null ? 1 : 0, there is not null && changed ? 1 : 0, changed ? 0 : 1);
            if (changed)
            {
                writes.Add(merged);
            }
        }

        var shop = rowBuilder.ShopOf(Target.Key.Shop);
        var evidence = Target.Entries.Where(entry => entry.IsNamed)
            .Aggregate(Row?.Evidence ?? Evidence.None, (all, entry) => all.With(new EvidenceSet(entry.Order.Buyer.Identifiers, entry.Order.PlacedAt, entry.Order.PlacedAt)));
        var empty = new Buyer { Key = Target.Key, Facts = BuyerFacts.None, Class = Classifier.Classify(BuyerFacts.None, rulebook, rowBuilder.TodayOf(shop)) };
        var row = (Row ?? empty) with { Evidence = evidence };

        // An older version of a known order changes nothing in the ledger and is evidence all the same.
        IEnumerable<List<LedgerEntry>> pages = writes.Count == 0 && Row is not null && !evidence.Equals(Row.Evidence) ? [[]] : Pages(writes);
        return [.. pages.Select(page => Change(page, row, known, shop, rowBuilder, rulebook))];
    }

    private BuyerTransaction Change(
        List<LedgerEntry> page, Buyer row, Dictionary<string, LedgerEntry> orders, Shop shop, BuyerRowBuilder rowBuilder, Rulebook rulebook)
    {
        foreach (var entry in page)
        {
            orders[entry.Order.Id] = entry;
        }

        // What happened long ago is no news: an import fills the tables, and tools read the labels there.
        var made = rowBuilder.Make(row, Row, BuyerFold.Fold(orders.Values, shop), rulebook);
        return new BuyerTransaction { Buyer = made with { Outbox = Row?.Outbox ?? Outbox.Empty }, Orders = page };
    }

    private static IEnumerable<List<LedgerEntry>> Pages(List<LedgerEntry> writes)
    {
        var page = new List<LedgerEntry>();
        var characters = 0;
        foreach (var write in writes)
        {
            var more = ImportPage.Characters(write);
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
